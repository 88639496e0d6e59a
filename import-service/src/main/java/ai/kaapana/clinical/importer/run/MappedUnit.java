package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.importer.mapping.MappedPatient;
import ai.kaapana.clinical.importer.mapping.RowOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A patient of a table, mapped and named by a keyed hash.
 *
 * @param patientId the PatientID; a value of the patient
 * @param hash the patient's name in state and logs
 * @param mapped what the table says
 * @param fingerprint hash of all that would be written
 */
record MappedUnit(String patientId, String hash, MappedPatient mapped, String fingerprint) {

  static MappedUnit of(String patientId, String hash, MappedPatient mapped) {
    return new MappedUnit(patientId, hash, mapped, fingerprint(mapped));
  }

  private static String fingerprint(MappedPatient mapped) {
    List<String> parts = new ArrayList<>();
    mapped
        .statement()
        .stated()
        .forEach((element, value) -> parts.add(element.code() + "=" + value.primitiveValue()));
    for (Resource resource : mapped.resources()) {
      parts.add(Canonical.of(resource));
    }
    Collections.sort(parts);
    return Canonical.hash(mapped.statement().source() + "\n" + String.join("\n", parts));
  }

  /** Resources of the patient, the Patient itself included. */
  int resources() {
    return mapped.resources().size() + 1;
  }

  long firstRow() {
    return mapped.outcomes().keySet().stream().min(Long::compare).orElse(0L);
  }

  long rows(RowOutcome outcome) {
    return mapped.outcomes().values().stream().filter(outcome::equals).count();
  }

  @Override
  public String toString() {
    return "MappedUnit[" + hash + "]";
  }
}
