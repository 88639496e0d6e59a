package ai.kaapana.clinical.fhir.id;

import ai.kaapana.clinical.fhir.Clinical;
import java.util.Arrays;
import java.util.Optional;

/**
 * The table of all identifier systems from which ids are derived: resource type, letter, system and
 * owner.
 *
 * <p>Why a table: fhir-server recomputes each id and refuses a writer that does not own the system,
 * so the feeders and the server must read the same lines.
 */
public enum IdSpace {
  /** DICOM PatientID; the system is configurable per installation ({@link #DEFAULT_PATIENT}). */
  PATIENT("Patient", 'p', Clinical.sid("patient-id"), Owner.SHARED),
  /** Value: {@code urn:oid:} and the StudyInstanceUID. */
  STUDY("ImagingStudy", 'i', "urn:dicom:uid", Owner.LINKER),
  /** Value: name of the PACS source. */
  ENDPOINT("Endpoint", 'e', Clinical.sid("endpoint"), Owner.LINKER),
  /** Value: manufacturer, model, serial number. */
  SCANNER("Device", 'd', Clinical.sid("scanner"), Owner.LINKER),
  /** Value: {@code SOPInstanceUID#SegmentNumber}; for RTSTRUCT the ROI number. */
  SEGMENT("BodyStructure", 'b', Clinical.sid("segment"), Owner.LINKER),
  /** Value: software name and version. */
  SOFTWARE("Device", 'd', Clinical.sid("software"), Owner.ADAPTER),
  /** Value: configuration hash. */
  CONFIGURATION("DocumentReference", 'r', Clinical.sid("radiomics-configuration"), Owner.ADAPTER),
  /** Value: image series, SEG instance, segment number, configuration hash. */
  PANEL("Observation", 'o', Clinical.sid("radiomics-panel"), Owner.ADAPTER),
  /** Value: the panel's parts and the feature name. */
  FEATURE("Observation", 'o', Clinical.sid("radiomics-feature"), Owner.ADAPTER),
  /** Value: dataset, PatientID, concept, occurrence. */
  CONDITION_FACT("Condition", 'c', Clinical.sid("clinical-fact"), Owner.IMPORTER),
  /** Value: dataset, PatientID, concept, occurrence. */
  OBSERVATION_FACT("Observation", 'o', Clinical.sid("clinical-fact"), Owner.IMPORTER),
  /** Value: dataset, PatientID, concept, occurrence. */
  PROCEDURE_FACT("Procedure", 'x', Clinical.sid("clinical-fact"), Owner.IMPORTER),
  /** Value: name and version of a mapping. */
  MAPPING("Library", 'l', Clinical.sid("mapping"), Owner.IMPORTER),
  /** Value: mapping name, version and column. */
  CODE_MAP("ConceptMap", 'm', Clinical.sid("code-map"), Owner.IMPORTER),
  /** A result stored by a person or a workflow. */
  RESULT("Observation", 'o', Clinical.sid("result"), Owner.CALLER),
  /** The software that made such a result. */
  RESULT_DEVICE("Device", 'd', Clinical.sid("result"), Owner.CALLER),
  /** A cohort. */
  COHORT_GROUP("Group", 'g', Clinical.sid("cohort"), Owner.CALLER),
  /** The series of a cohort. */
  COHORT_LIST("List", 's', Clinical.sid("cohort"), Owner.CALLER),
  /** Derived from targets and statement; the resource itself has no identifier element in R4. */
  PROVENANCE("Provenance", 'v', Clinical.sid("provenance"), Owner.OF_TARGETS);

  /** System of DICOM PatientIDs when {@code clinical.identity.patient-system} is not set. */
  public static final String DEFAULT_PATIENT = PATIENT.system;

  private final String resourceType;
  private final char letter;
  private final String system;
  private final Owner owner;

  IdSpace(String resourceType, char letter, String system, Owner owner) {
    this.resourceType = resourceType;
    this.letter = letter;
    this.system = system;
    this.owner = owner;
  }

  public String resourceType() {
    return resourceType;
  }

  /** First character of every id of the type; it keeps an id from being all digits. */
  public char letter() {
    return letter;
  }

  public String system() {
    return system;
  }

  public Owner owner() {
    return owner;
  }

  /** The line for a type and a system, or empty if nobody may derive ids from that system. */
  public static Optional<IdSpace> of(String resourceType, String system) {
    return Arrays.stream(values())
        .filter(space -> space.resourceType.equals(resourceType) && space.system.equals(system))
        .findFirst();
  }
}
