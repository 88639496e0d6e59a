package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a feeder wants to hold of one patient: written whole or not at all.
 *
 * @param key the feeder's own name for the unit, returned with its result; not sent anywhere
 * @param patient what the feeder states of the patient, or null if it states nothing
 * @param resources with derived ids; a resource stands after those it refers to
 * @param provenance origin of the resources, written for those that change; null for none
 */
public record WriteUnit(
    String key,
    @Nullable PatientStatement patient,
    List<Resource> resources,
    @Nullable ProvenanceStatement provenance) {

  public WriteUnit {
    resources = List.copyOf(resources);
    var ids = resources.stream().map(Resource::getId).distinct().count();
    if (ids != resources.size()) {
      throw new IllegalArgumentException("A unit holds the same resource twice");
    }
  }

  /** The key may be made of a patient's values. */
  @Override
  public String toString() {
    return "WriteUnit[%d resources]".formatted(resources.size());
  }
}
