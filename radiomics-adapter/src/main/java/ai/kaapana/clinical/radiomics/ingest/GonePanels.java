package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.WriteUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Observation;

/** Finds the panels whose segment is inactive or whose series has left its study. */
final class GonePanels {

  private final FhirStore store;

  GonePanels(FhirStore store) {
    this.store = store;
  }

  /** One unit for each such panel, the panel's id as key: panel and members entered in error. */
  List<WriteUnit> among(Collection<Observation> all) {
    var panels = all.stream().filter(Observation::hasFocus).toList();
    if (panels.isEmpty()) {
      return List.of();
    }
    var segments =
        store.readAll(
            BodyStructure.class,
            panels.stream().map(GonePanels::segment).collect(Collectors.toSet()));
    var studies =
        store.readAll(
            ImagingStudy.class, panels.stream().map(GonePanels::study).collect(Collectors.toSet()));
    return panels.stream()
        .filter(panel -> gone(panel, segments, studies))
        .map(this::withdrawn)
        .toList();
  }

  private static String segment(Observation panel) {
    return panel.getFocusFirstRep().getReferenceElement().getIdPart();
  }

  private static String study(Observation panel) {
    return panel.getDerivedFromFirstRep().getReferenceElement().getIdPart();
  }

  private static boolean gone(
      Observation panel, Map<String, BodyStructure> segments, Map<String, ImagingStudy> studies) {
    var segment = segments.get(segment(panel));
    var study = studies.get(study(panel));
    var inactive = segment != null && segment.hasActive() && !segment.getActive();
    return inactive || (study != null && left(study, panel));
  }

  private static boolean left(ImagingStudy study, Observation panel) {
    var target = panel.getExtensionByUrl(Clinical.extension("imaging-target"));
    var series = target.getExtensionByUrl("seriesUid").getValueAsPrimitive().getValueAsString();
    return study.getStatus() == ImagingStudyStatus.ENTEREDINERROR
        || study.getSeries().stream().noneMatch(listed -> series.equals(listed.getUid()));
  }

  private WriteUnit withdrawn(Observation panel) {
    return new WriteUnit(panel.getIdElement().getIdPart(), null, Withdrawal.of(store, panel), null);
  }
}
