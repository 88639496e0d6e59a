package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.TimeAxis;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;

/**
 * The patient about whom facts are written.
 *
 * @param system the installation's PatientID system
 * @param patientId the PatientID
 * @param dataset the dataset that scopes the facts
 * @param axis what the dates of the dataset are
 */
record Subject(String system, String patientId, String dataset, TimeAxis axis) {
  static final String TIME_AXIS = Clinical.extension("time-axis");

  Reference reference() {
    return new Reference("Patient/" + ResourceIds.patient(system, patientId));
  }

  /** Marks a fact as one of the dataset; dates that are not those of the calendar say so. */
  void tag(DomainResource fact) {
    fact.getMeta().addTag(new Coding(CodeSystems.DATASET, dataset, null));
    mark(fact, axis);
  }

  static void mark(DomainResource resource, TimeAxis axis) {
    if (axis != TimeAxis.REAL) {
      resource.addExtension(TIME_AXIS, new CodeType(axis.code()));
    }
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
