package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.mapping.ConfigurationName;
import ai.kaapana.clinical.service.store.FhirStore;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** Finds the panels whose configuration got another name after they were written. */
final class RenamedPanels {

  private final FhirStore store;

  RenamedPanels(FhirStore store) {
    this.store = store;
  }

  /** The ids of those panels. */
  List<String> among(Collection<Observation> panels) {
    var ids = panels.stream().map(ConfigurationName::document).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return List.of();
    }
    var documents = store.readAll(DocumentReference.class, ids);
    return panels.stream()
        .filter(panel -> isOutdated(panel, documents.get(ConfigurationName.document(panel))))
        .map(panel -> panel.getIdElement().getIdPart())
        .toList();
  }

  private static boolean isOutdated(Observation panel, @Nullable DocumentReference document) {
    return document != null && !document.getDescription().equals(ConfigurationName.of(panel));
  }
}
