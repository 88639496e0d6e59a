package ai.kaapana.clinical.server;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Small resources with derived ids. */
public final class Examples {

  private Examples() {}

  /** A Patient under the default PatientID system. */
  public static Patient patient(String patientId) {
    var patient = new Patient();
    patient.setId(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId));
    patient.addIdentifier().setSystem(IdSpace.DEFAULT_PATIENT).setValue(patientId);
    return patient;
  }

  /** A reference to that Patient. */
  public static Reference subject(String patientId) {
    return new Reference("Patient/" + ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId));
  }

  /** A clinical laboratory value as import-service writes it. */
  public static Observation fact(
      String patientId, String concept, String occurrence, double value) {
    var observation =
        observation(IdSpace.OBSERVATION_FACT, patientId, "ds", patientId, concept, occurrence);
    observation.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Clinical.codeSystem("concept"), concept, concept))
            .setText("source text of " + concept));
    observation.setEffective(new DateTimeType("2024-01-02"));
    observation.setValue(
        new Quantity()
            .setValue(BigDecimal.valueOf(value))
            .setSystem("http://unitsofmeasure.org")
            .setCode("g/dL"));
    return observation;
  }

  /** A minimal resource of an identifier space. */
  public static Resource of(IdSpace space, String patientId, String value) {
    return switch (space) {
      case PATIENT -> patient(value);
      case STUDY -> study(patientId, value);
      case ENDPOINT -> endpoint(value);
      case SCANNER, SOFTWARE, RESULT_DEVICE -> device(space, value);
      case SEGMENT -> segment(patientId, value);
      case CONFIGURATION -> configuration(value);
      case PANEL, FEATURE, OBSERVATION_FACT, RESULT -> observation(space, patientId, value);
      case CONDITION_FACT -> condition(patientId, value);
      case PROCEDURE_FACT -> procedure(patientId, value);
      case MAPPING -> library(value);
      case CODE_MAP -> conceptMap(value);
      case COHORT_GROUP -> group(value);
      case COHORT_LIST -> list(value);
      case PROVENANCE -> throw new IllegalArgumentException("a Provenance needs targets");
    };
  }

  /** A Provenance about some resources. */
  public static Provenance provenance(String value, Resource... targets) {
    var provenance = new Provenance();
    provenance.setId(ResourceIds.of(IdSpace.PROVENANCE, value));
    provenance.setRecordedElement(new InstantType("2024-01-02T03:04:05Z"));
    provenance.addAgent().getWho().setDisplay("test");
    for (var target : targets) {
      provenance.addTarget(new Reference(FhirClient.path(target)));
    }
    return provenance;
  }

  private static Observation observation(IdSpace space, String patientId, String... parts) {
    var observation = new Observation();
    observation.setId(ResourceIds.of(space, parts));
    observation.addIdentifier(ResourceIds.identifier(space, parts));
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.getCode().addCoding().setSystem("http://example.org").setCode("x");
    observation.setSubject(subject(patientId));
    return observation;
  }

  private static ImagingStudy study(String patientId, String value) {
    var study = new ImagingStudy();
    study.setId(ResourceIds.of(IdSpace.STUDY, value));
    study.addIdentifier(ResourceIds.identifier(IdSpace.STUDY, value));
    study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    study.setSubject(subject(patientId));
    return study;
  }

  private static Endpoint endpoint(String value) {
    var endpoint = new Endpoint();
    endpoint.setId(ResourceIds.of(IdSpace.ENDPOINT, value));
    endpoint.addIdentifier(ResourceIds.identifier(IdSpace.ENDPOINT, value));
    endpoint.setStatus(Endpoint.EndpointStatus.ACTIVE);
    endpoint.setAddress("http://pacs.example.org");
    endpoint.getConnectionType().setCode("dicom-wado-rs");
    endpoint.addPayloadType().setText("DICOM");
    return endpoint;
  }

  private static Device device(IdSpace space, String value) {
    var device = new Device();
    device.setId(ResourceIds.of(space, value));
    device.addIdentifier(ResourceIds.identifier(space, value));
    return device;
  }

  private static BodyStructure segment(String patientId, String value) {
    var segment = new BodyStructure();
    segment.setId(ResourceIds.of(IdSpace.SEGMENT, value));
    segment.addIdentifier(ResourceIds.identifier(IdSpace.SEGMENT, value));
    segment.setPatient(subject(patientId));
    return segment;
  }

  private static DocumentReference configuration(String value) {
    var document = new DocumentReference();
    document.setId(ResourceIds.of(IdSpace.CONFIGURATION, value));
    document.addIdentifier(ResourceIds.identifier(IdSpace.CONFIGURATION, value));
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.addContent().getAttachment().setContentType("application/json");
    return document;
  }

  private static Condition condition(String patientId, String value) {
    var condition = new Condition();
    condition.setId(ResourceIds.of(IdSpace.CONDITION_FACT, value));
    condition.addIdentifier(ResourceIds.identifier(IdSpace.CONDITION_FACT, value));
    condition.setSubject(subject(patientId));
    return condition;
  }

  private static Procedure procedure(String patientId, String value) {
    var procedure = new Procedure();
    procedure.setId(ResourceIds.of(IdSpace.PROCEDURE_FACT, value));
    procedure.addIdentifier(ResourceIds.identifier(IdSpace.PROCEDURE_FACT, value));
    procedure.setStatus(Procedure.ProcedureStatus.COMPLETED);
    procedure.setSubject(subject(patientId));
    return procedure;
  }

  private static Library library(String value) {
    var library = new Library();
    library.setId(ResourceIds.of(IdSpace.MAPPING, value));
    library.addIdentifier(ResourceIds.identifier(IdSpace.MAPPING, value));
    library.setStatus(PublicationStatus.ACTIVE);
    library.getType().setText("mapping");
    return library;
  }

  private static ConceptMap conceptMap(String value) {
    var map = new ConceptMap();
    map.setId(ResourceIds.of(IdSpace.CODE_MAP, value));
    map.setUrl("http://example.org/maps/" + value);
    map.setIdentifier(ResourceIds.identifier(IdSpace.CODE_MAP, value));
    map.setStatus(PublicationStatus.ACTIVE);
    return map;
  }

  private static Group group(String value) {
    var group = new Group();
    group.setId(ResourceIds.of(IdSpace.COHORT_GROUP, value));
    group.addIdentifier(ResourceIds.identifier(IdSpace.COHORT_GROUP, value));
    group.setType(Group.GroupType.PERSON);
    group.setActual(true);
    return group;
  }

  private static ListResource list(String value) {
    var list = new ListResource();
    list.setId(ResourceIds.of(IdSpace.COHORT_LIST, value));
    list.addIdentifier(ResourceIds.identifier(IdSpace.COHORT_LIST, value));
    list.setStatus(ListResource.ListStatus.CURRENT);
    list.setMode(ListResource.ListMode.SNAPSHOT);
    return list;
  }
}
