package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;

/** Takes Observations back: whoever refers to one still finds it, as entered in error. */
final class Withdrawal {

  private Withdrawal() {}

  /** A panel after its members. */
  static List<Resource> of(FhirStore store, Observation panel) {
    var members =
        panel.getHasMember().stream()
            .map(member -> member.getReferenceElement().getIdPart())
            .toList();
    var result = new ArrayList<Resource>(of(store, members));
    result.add(panel.setStatus(ObservationStatus.ENTEREDINERROR));
    return result;
  }

  /** Those of the Observations that exist. */
  static List<Observation> of(FhirStore store, Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : store.readAll(Observation.class, ids).values().stream()
            .map(observation -> observation.setStatus(ObservationStatus.ENTEREDINERROR))
            .toList();
  }
}
