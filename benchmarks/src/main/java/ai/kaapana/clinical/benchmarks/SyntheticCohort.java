package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.code.Ucum;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * Patients with one study, one segment, one panel and a few clinical facts, in the forms in which
 * the feeders write them.
 *
 * @param features components of a panel
 */
record SyntheticCohort(int features) {

  private static final String DATASET = "benchmark";
  private static final String CONFIGURATION = "c0ffee";
  private static final String DAY = "2021-03-04";
  private static final ConceptLibrary CONCEPTS = ConceptLibrary.load();

  /** What dicom-linker writes of a patient. */
  List<Resource> imaging(int index) {
    var patient = new Patient();
    patient.setId(patientId(index));
    patient.addIdentifier().setSystem(IdSpace.DEFAULT_PATIENT).setValue(name(index));
    var study = new ImagingStudy();
    study.setId(ResourceIds.study(Uids.of("study", index)));
    study.addIdentifier(
        ResourceIds.identifier(IdSpace.STUDY, "urn:oid:" + Uids.of("study", index)));
    study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    study.setSubject(subject(index));
    study.setStartedElement(new DateTimeType(DAY));
    series(study, "CT", index).setNumberOfInstances(100);
    series(study, "SEG", index).setNumberOfInstances(1);
    return List.of(patient, study, segment(index));
  }

  private static ImagingStudy.ImagingStudySeriesComponent series(
      ImagingStudy study, String modality, int index) {
    return study
        .addSeries()
        .setUid(Uids.of(modality, index))
        .setModality(new Coding(CodeSystems.DICOM, modality, null));
  }

  private static BodyStructure segment(int index) {
    var value = Uids.of("seg", index) + "#1";
    var segment = new BodyStructure();
    segment.setId(ResourceIds.of(IdSpace.SEGMENT, value));
    segment.addIdentifier(ResourceIds.identifier(IdSpace.SEGMENT, value));
    segment.setActive(true).setDescription("Tumor").setPatient(subject(index));
    var extension = segment.addExtension().setUrl(Clinical.extension("segment"));
    extension.addExtension("segSopInstanceUid", new IdType(Uids.of("seg", index)));
    extension.addExtension("segSeriesUid", new IdType(Uids.of("SEG", index)));
    extension.addExtension("segStudyUid", new IdType(Uids.of("study", index)));
    extension.addExtension("segmentNumber", new IntegerType(1));
    segment.addExtension(place(index, "segmented-series"));
    return segment;
  }

  /** What radiomics-adapter writes of a patient. */
  List<Resource> radiomics(int index) {
    var parts = new String[] {Uids.of("CT", index), Uids.of("seg", index), "1", CONFIGURATION};
    var panel = new Observation();
    panel.setId(ResourceIds.of(IdSpace.PANEL, parts));
    panel.addIdentifier(ResourceIds.identifier(IdSpace.PANEL, parts));
    panel.setStatus(Observation.ObservationStatus.FINAL);
    panel.addCategory().addCoding(new Coding(CodeSystems.OBSERVATION_CATEGORY, "imaging", null));
    panel.getCode().addCoding(new Coding(CodeSystems.DICOM, "125007", "Measurement Group"));
    panel.setSubject(subject(index));
    panel.setEffective(new DateTimeType(DAY));
    panel.addFocus(new Reference("BodyStructure/" + segment(index).getIdPart()));
    panel.addDerivedFrom(
        new Reference("ImagingStudy/" + ResourceIds.study(Uids.of("study", index))));
    var target = place(index, "imaging-target");
    target.addExtension("segSopInstanceUid", new IdType(Uids.of("seg", index)));
    target.addExtension("segmentNumber", new IntegerType(1));
    target.addExtension("roiLabel", new StringType("Tumor"));
    panel.addExtension(target);
    var configuration = panel.addExtension().setUrl(Clinical.extension("configuration"));
    configuration.addExtension("hash", new StringType(CONFIGURATION));
    configuration.addExtension("name", new StringType("benchmark"));
    configuration.addExtension("completeness", new CodeType("complete"));
    var random = new Random(index);
    for (var feature = 0; feature < features; feature++) {
      var code = "original_firstorder_Feature%03d".formatted(feature);
      panel
          .addComponent()
          .setCode(new CodeableConcept().addCoding(new Coding(CodeSystems.PYRADIOMICS, code, null)))
          .setValue(Ucum.quantity(BigDecimal.valueOf(100 * random.nextGaussian()), Ucum.ONE));
    }
    return List.of(panel);
  }

  /** What import-service writes of a patient. */
  List<Resource> clinical(int index) {
    var parts = new String[] {DATASET, name(index), "diagnosis", "single"};
    var condition = new Condition();
    condition.setId(ResourceIds.of(IdSpace.CONDITION_FACT, parts));
    condition.addIdentifier(ResourceIds.identifier(IdSpace.CONDITION_FACT, parts));
    condition.setSubject(subject(index));
    condition.getCode().addCoding(new Coding(CodeSystems.ICD_10, "C34.9", null));
    var age = new Age();
    age.setValue(50 + index % 30).setSystem(CodeSystems.UCUM).setCode(Ucum.YEAR);
    condition.setOnset(age);
    var stage = fact(index, "tnm.T");
    stage.setValue(
        new CodeableConcept().addCoding(new Coding(CodeSystems.TNM, "cT" + (1 + index % 4), null)));
    var haemoglobin = fact(index, "lab:718-7");
    haemoglobin.setValue(Ucum.quantity(BigDecimal.valueOf(100 + index % 60, 1), "g/dL"));
    haemoglobin.setEffective(new DateTimeType(DAY));
    return List.of(condition, stage, haemoglobin);
  }

  private static Observation fact(int index, String concept) {
    var parts = new String[] {DATASET, name(index), concept, "single"};
    var fact = new Observation();
    fact.setId(ResourceIds.of(IdSpace.OBSERVATION_FACT, parts));
    fact.addIdentifier(ResourceIds.identifier(IdSpace.OBSERVATION_FACT, parts));
    fact.getMeta().addTag(new Coding(CodeSystems.DATASET, DATASET, null));
    fact.setStatus(Observation.ObservationStatus.FINAL);
    fact.setCode(CONCEPTS.find(concept).orElseThrow().toCode(Optional.of("clinical")));
    fact.setSubject(subject(index));
    return fact;
  }

  private static Extension place(int index, String url) {
    var extension = new Extension(Clinical.extension(url));
    extension.addExtension("seriesUid", new IdType(Uids.of("CT", index)));
    extension.addExtension("studyUid", new IdType(Uids.of("study", index)));
    return extension;
  }

  private static String name(int index) {
    return "TABLE-%06d".formatted(index);
  }

  private static String patientId(int index) {
    return ResourceIds.patient(IdSpace.DEFAULT_PATIENT, name(index));
  }

  private static Reference subject(int index) {
    return new Reference("Patient/" + patientId(index));
  }
}
