package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The patient about whom facts are written.
 *
 * @param system the installation's PatientID system
 * @param patientId the PatientID
 * @param dataset the dataset that scopes the facts
 */
record Subject(String system, String patientId, String dataset) {

  Reference reference() {
    return new Reference("Patient/" + ResourceIds.patient(system, patientId));
  }

  void tag(Resource resource) {
    resource.getMeta().addTag(new Coding(CodeSystems.DATASET, dataset, null));
  }

  /** The parts of a fact's identifier (contracts 1.4). */
  String[] parts(Fact.Key key) {
    return new String[] {dataset, patientId, key.concept(), key.occurrence()};
  }

  @Override
  public String toString() {
    return "Subject[dataset=" + dataset + "]";
  }
}
