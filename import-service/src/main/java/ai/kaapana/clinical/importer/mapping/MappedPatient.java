package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.importer.issue.Finding;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a table says of one patient, as FHIR.
 *
 * @param statement what it says of the Patient itself
 * @param resources Condition and Observations, in a fixed order
 * @param findings everything worth saying about the patient's rows
 * @param outcomes what became of each row
 */
public record MappedPatient(
    PatientStatement statement,
    List<Resource> resources,
    List<Finding> findings,
    Map<Long, RowOutcome> outcomes) {
  /** Copies the collections. */
  public MappedPatient {
    resources = List.copyOf(resources);
    findings = List.copyOf(findings);
    outcomes = Map.copyOf(outcomes);
  }

  /** Whether no row is left that says anything. */
  public boolean nothing() {
    return outcomes.values().stream().allMatch(outcome -> outcome == RowOutcome.REJECTED);
  }

  @Override
  public String toString() {
    return "MappedPatient[resources=" + resources.size() + "]";
  }
}
