package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.code.Ucum;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** Resources in the forms in which linker, importer and adapter write them: one patient of each. */
public final class Resources {

  static final String SYSTEM = IdSpace.PATIENT.system();
  static final String DATASET = "demo";
  static final String HASH = "0123456789abcdef";

  private Resources() {}

  public static Patient patient(String patientId) {
    var patient = new Patient();
    patient.setId(ResourceIds.patient(SYSTEM, patientId));
    patient.addIdentifier().setSystem(SYSTEM).setValue(patientId);
    patient.setActive(true).setGender(AdministrativeGender.FEMALE);
    return patient;
  }

  public static Reference reference(String patientId) {
    return new Reference("Patient/" + ResourceIds.patient(SYSTEM, patientId));
  }

  public static Device scanner() {
    var device = new Device();
    device.setId(ResourceIds.of(IdSpace.SCANNER, "Acme", "Sharp", "1"));
    device.addIdentifier(ResourceIds.identifier(IdSpace.SCANNER, "Acme", "Sharp", "1"));
    return device.setManufacturer("Acme").setModelNumber("Sharp");
  }

  public static ImagingStudy study(String patientId, String studyUid, String started) {
    var study = new ImagingStudy();
    study.setId(ResourceIds.study(studyUid));
    study.addIdentifier(ResourceIds.identifier(IdSpace.STUDY, "urn:oid:" + studyUid));
    study.setStatus(ImagingStudyStatus.AVAILABLE).setSubject(reference(patientId));
    study.setStartedElement(new DateTimeType(started));
    var series = study.addSeries();
    series.setUid(studyUid + ".1").setNumberOfInstances(20);
    series.setModality(new Coding(CodeSystems.DICOM, "CT", null));
    series.setBodySite(new Coding(null, null, "CHEST"));
    series.addPerformer().setActor(new Reference("Device/" + scanner().getIdElement().getIdPart()));
    var geometry = new Extension(Clinical.extension("series-geometry"));
    geometry.addExtension("sliceThickness", new DecimalType("2.50"));
    geometry.addExtension("pixelSpacingRow", new DecimalType("0.976562"));
    geometry.addExtension("pixelSpacingColumn", new DecimalType("0.976562"));
    series.addExtension(geometry);
    study
        .addSeries()
        .setUid(studyUid + ".2")
        .setModality(new Coding(CodeSystems.DICOM, "SEG", null));
    return study;
  }

  public static BodyStructure segment(String patientId, String studyUid, int number, String label) {
    var sop = studyUid + ".2.1";
    var structure = new BodyStructure();
    structure.setId(ResourceIds.segment(sop, number));
    structure.addIdentifier(ResourceIds.identifier(IdSpace.SEGMENT, sop + "#" + number));
    structure.setActive(true).setDescription(label).setPatient(reference(patientId));
    var segment = new Extension(Clinical.extension("segment"));
    segment.addExtension("segSopInstanceUid", new IdType(sop));
    segment.addExtension("segmentNumber", new IntegerType(number));
    segment.addExtension("creator", new StringType("Reader^One"));
    segment.addExtension("seriesDate", new StringType("20200102"));
    segment.addExtension("seriesTime", new StringType("1412"));
    structure.addExtension(segment);
    structure.addExtension(series("segmented-series", studyUid));
    return structure;
  }

  private static Extension series(String name, String studyUid) {
    var extension = new Extension(Clinical.extension(name));
    extension.addExtension("seriesUid", new IdType(studyUid + ".1"));
    extension.addExtension("studyUid", new IdType(studyUid));
    return extension;
  }

  /**
   * A panel with the features {@code original_f0}, {@code original_f1} and so on; null = failed.
   */
  public static Observation panel(String patientId, String studyUid, int number, String... values) {
    var sop = studyUid + ".2.1";
    var parts = new String[] {studyUid + ".1", sop, String.valueOf(number), HASH};
    var panel = observation(patientId, IdSpace.PANEL, parts);
    var target = series("imaging-target", studyUid);
    target.addExtension("segSopInstanceUid", new IdType(sop));
    target.addExtension("segmentNumber", new IntegerType(number));
    panel.addExtension(target);
    panel.addExtension(configuration());
    panel.setEffective(new DateTimeType("2020-01-02"));
    components(panel, values);
    return panel;
  }

  public static Observation unlinkedPanel(String patientId, String label, String... values) {
    var panel = observation(patientId, IdSpace.PANEL, DATASET, patientId, label, HASH);
    var target = new Extension(Clinical.extension("imaging-target"));
    target.addExtension("roiLabel", new StringType(label));
    panel.addExtension(target);
    panel.addExtension(configuration());
    components(panel, values);
    return panel;
  }

  private static Observation observation(String patientId, IdSpace space, String... parts) {
    var panel = new Observation();
    panel.setId(ResourceIds.of(space, parts));
    panel.addIdentifier(ResourceIds.identifier(space, parts));
    panel.setStatus(ObservationStatus.FINAL).setSubject(reference(patientId));
    panel.getCode().addCoding(new Coding(CodeSystems.DICOM, "125007", "Measurement Group"));
    return panel;
  }

  private static Extension configuration() {
    var configuration = new Extension(Clinical.extension("configuration"));
    configuration.addExtension("hash", new StringType(HASH));
    configuration.addExtension("name", new StringType("default"));
    return configuration;
  }

  private static void components(Observation panel, String... values) {
    for (int i = 0; i < values.length; i++) {
      var component = panel.addComponent();
      component
          .getCode()
          .addCoding(new Coding(CodeSystems.IBSI, "AAAA", null))
          .addCoding(new Coding(CodeSystems.PYRADIOMICS, "original_f" + i, null));
      if (values[i] == null) {
        component
            .getDataAbsentReason()
            .addCoding(new Coding(CodeSystems.DATA_ABSENT_REASON, "not-a-number", null));
      } else {
        component.setValue(Ucum.quantity(new BigDecimal(values[i]), "mm3"));
      }
    }
  }

  public static Observation promoted(String patientId, String studyUid, String value) {
    var feature =
        observation(
            patientId, IdSpace.FEATURE, studyUid + ".1", studyUid, "1", HASH, "original_f0");
    return feature.setValue(Ucum.quantity(new BigDecimal(value), "mm3"));
  }

  public static Observation laboratory(String patientId, String day, String value) {
    return fact(patientId, "lab:718-7", day)
        .setValue(Ucum.quantity(new BigDecimal(value), "g/dL"))
        .setEffective(new DateTimeType(day));
  }

  public static Observation stage(String patientId, String code, String text) {
    return fact(patientId, "tnm.group", "single")
        .setValue(
            new CodeableConcept().addCoding(new Coding(CodeSystems.TNM, code, null)).setText(text));
  }

  public static Observation survival(
      String patientId, String endpoint, String days, boolean event) {
    var survival = fact(patientId, "survival." + endpoint, "single");
    survival.setValue(Ucum.quantity(new BigDecimal(days), Ucum.DAY));
    var component = survival.addComponent();
    component.getCode().addCoding(new Coding(CodeSystems.SURVIVAL, "event", null));
    var value = new Coding(CodeSystems.SURVIVAL, event ? "event" : "censored", null);
    component.setValue(new CodeableConcept().addCoding(value).setText("1"));
    return survival;
  }

  private static Observation fact(String patientId, String concept, String occurrence) {
    var parts = new String[] {DATASET, patientId, concept, occurrence};
    var fact = new Observation();
    fact.setId(ResourceIds.of(IdSpace.OBSERVATION_FACT, parts));
    fact.getMeta().addTag(CodeSystems.DATASET, DATASET, null);
    fact.addIdentifier(ResourceIds.identifier(IdSpace.OBSERVATION_FACT, parts));
    fact.setStatus(ObservationStatus.FINAL).setSubject(reference(patientId));
    fact.getCode().addCoding(new Coding(CodeSystems.CONCEPT, concept, null));
    return fact;
  }

  public static Condition condition(String patientId, String age) {
    var parts = new String[] {DATASET, patientId, "diagnosis", "single"};
    var condition = new Condition();
    condition.setId(ResourceIds.of(IdSpace.CONDITION_FACT, parts));
    condition.addIdentifier(ResourceIds.identifier(IdSpace.CONDITION_FACT, parts));
    condition.setSubject(reference(patientId));
    condition.getCode().addCoding(new Coding(CodeSystems.ICD_10, "C34.9", null)).setText("lung");
    var years = new Age();
    years.setValue(new BigDecimal(age)).setUnit("a").setSystem(CodeSystems.UCUM).setCode("a");
    condition.setOnset(years);
    condition.addExtension(
        Clinical.extension("histology"),
        new CodeableConcept().addCoding(new Coding(CodeSystems.ICD_O_3, "8070/3", null)));
    return condition;
  }

  /** Two patients: one with everything, one with a panel that has no link to an image. */
  public static List<Resource> all() {
    return Stream.of(linked(), imported(), ingested()).flatMap(Stream::of).toList();
  }

  /** What the linker writes; the Patients for a start. */
  public static Resource[] linked() {
    return new Resource[] {
      patient("P1"),
      patient("P2"),
      scanner(),
      study("P1", "1.2.3", "2020-01-02T23:30:00-05:00"),
      segment("P1", "1.2.3", 1, "Tumour"),
      segment("P1", "1.2.3", 2, "Failed")
    };
  }

  /** What the importer writes. */
  public static Resource[] imported() {
    return new Resource[] {
      laboratory("P1", "2020-01-01", "13.5"),
      laboratory("P1", "2020-03-01", "12.0"),
      stage("P1", "IIIA", "3a"),
      survival("P1", "overall", "365", true),
      condition("P1", "64.5")
    };
  }

  /** What the adapter writes. */
  public static Resource[] ingested() {
    return new Resource[] {
      panel("P1", "1.2.3", 1, "1234.567890123456789", null, "1e-7", "-0.1"),
      panel("P1", "1.2.3", 2),
      unlinkedPanel("P2", "Old", "7"),
      promoted("P1", "1.2.3", "99")
    };
  }
}
