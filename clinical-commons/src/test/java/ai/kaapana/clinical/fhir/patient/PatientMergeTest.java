package ai.kaapana.clinical.fhir.patient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.patient.PatientStatement.LinkerElements;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

class PatientMergeTest {

  static final PatientStatement DICOM = dicom("female");
  static final PatientStatement A =
      dataset("A", Map.of(PatientElement.GENDER, new CodeType("male")));
  static final PatientStatement B =
      dataset(
          "B",
          Map.of(
              PatientElement.GENDER,
              new CodeType("male"),
              PatientElement.BIRTH_DATE,
              new DateType("1950")));
  static final PatientStatement C =
      dataset("C", Map.of(PatientElement.GENDER, new CodeType("other")));

  @Test
  void aDatasetGoesBeforeThePacs() {
    var patient = merged(List.of(DICOM, A));
    assertThat(patient.getGender().toCode()).isEqualTo("male");
    assertThat(PatientMerge.disagreements(patient)).containsExactly(PatientElement.GENDER);
  }

  @Test
  void datasetsThatDisagreeLeaveTheElementAbsent() {
    var patient = merged(List.of(DICOM, A, C));
    assertThat(patient.hasGender()).isFalse();
    assertThat(PatientMerge.disagreements(patient)).containsExactly(PatientElement.GENDER);
  }

  @Test
  void withdrawingRestoresWhatOthersState() {
    var withdrawn = PatientMerge.withdraw(merged(List.of(DICOM, A)), "dataset:A");
    assertThat(Canonical.of(withdrawn)).isEqualTo(Canonical.of(merged(List.of(DICOM))));
  }

  @Test
  void restoringBringsBackTheFormerStatement() {
    var before = merged(List.of(DICOM, A));
    var changed = PatientMerge.merge(before, dataset("A", Map.of()));
    assertThat(changed.getGender().toCode()).isEqualTo("female");
    assertThat(Canonical.of(PatientMerge.restore(changed, before, "dataset:A")))
        .isEqualTo(Canonical.of(before));
  }

  @Test
  void aDateOfDeathAgreesWithAPlainDeceased() {
    var patient =
        merged(
            List.of(
                dataset("A", Map.of(PatientElement.DECEASED, new BooleanType(true))),
                dataset("B", Map.of(PatientElement.DECEASED, new DateTimeType("2020-05-01")))));
    assertThat(patient.getDeceasedDateTimeType().getValueAsString()).isEqualTo("2020-05-01");
    assertThat(PatientMerge.disagreements(patient)).isEmpty();
  }

  @Test
  void neverRemovesAnIdentifierOfAnother() {
    var foreign = merged(List.of(DICOM));
    foreign.addIdentifier(new Identifier().setSystem("urn:x").setValue("1"));
    assertThat(PatientMerge.merge(foreign, A).getIdentifier())
        .extracting(Identifier::getSystem)
        .containsExactlyInAnyOrder("urn:x", IdSpace.DEFAULT_PATIENT);
  }

  @Test
  void mergingTheSameAgainChangesNothing() {
    var once = merged(List.of(DICOM, A, B));
    assertThat(Canonical.of(PatientMerge.merge(once, A))).isEqualTo(Canonical.of(once));
  }

  static Patient merged(List<PatientStatement> statements) {
    Patient result = null;
    for (var statement : statements) {
      result = PatientMerge.merge(result, statement);
    }
    return result;
  }

  private static PatientStatement dicom(String gender) {
    return PatientStatement.ofDicom(
        IdSpace.DEFAULT_PATIENT,
        "007",
        List.of(),
        "Clinic",
        Map.of(PatientElement.GENDER, new CodeType(gender)),
        new LinkerElements(List.of(new HumanName().setFamily("Test")), true, List.of(), List.of()));
  }

  private static PatientStatement dataset(String name, Map<PatientElement, Type> stated) {
    return PatientStatement.ofDataset(IdSpace.DEFAULT_PATIENT, "007", name, stated);
  }
}
