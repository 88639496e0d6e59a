package ai.kaapana.clinical.linker.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.linker.model.PatientIdentity;
import ai.kaapana.clinical.linker.model.PersonName;
import ai.kaapana.clinical.linker.model.StudyPatient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatientMapperTest {

  private static StudyPatient study(
      String uid, String date, String name, String sex, String birth, boolean deidentified) {
    return new StudyPatient(
        uid,
        date,
        "",
        new PatientIdentity(
            Optional.of("P"),
            Optional.empty(),
            Optional.empty(),
            name.isEmpty() ? Optional.empty() : Optional.of(new PersonName(name, "", "")),
            sex.isEmpty() ? Optional.empty() : Optional.of(sex),
            birth.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(birth)),
            deidentified));
  }

  private static PatientStatement map(StudyPatient... studies) {
    return PatientMapper.map("urn:x", "P", List.of(studies));
  }

  private static String stated(PatientStatement statement, PatientElement element) {
    var value = statement.stated().get(element);
    return value == null ? "" : value.primitiveValue();
  }

  @Test
  void takesTheNewestStudyThatStatesAnElement() {
    var statement =
        map(
            study("1.1", "2020-01-01", "Old^Name", "female", "1950-01-01", false),
            study("1.2", "2024-01-01", "New^Name", "", "1951-01-01", false));
    assertThat(stated(statement, PatientElement.GENDER)).isEqualTo("female");
    assertThat(stated(statement, PatientElement.BIRTH_DATE)).isEqualTo("1951-01-01");
    assertThat(statement.linker().names().get(0).getFamily()).isEqualTo("New");
  }

  @Test
  void letsTheUidDecideBetweenStudiesOfOneMoment() {
    var statement =
        map(
            study("1.1", "2024-01-01", "A", "", "", false),
            study("1.2", "2024-01-01", "B", "", "", false));
    assertThat(statement.linker().names().get(0).getFamily()).isEqualTo("B");
  }

  @Test
  void statesTheSameInEveryOrder() {
    var studies = new ArrayList<StudyPatient>();
    for (int i = 0; i < 8; i++) {
      studies.add(
          study("1." + i, "202" + i % 3 + "-01-01", "N" + i, i % 2 == 0 ? "male" : "", "", i == 5));
    }
    var first = PatientMapper.map("urn:x", "P", studies);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(studies, new Random(i));
      var other = PatientMapper.map("urn:x", "P", studies);
      assertThat(other.linker().names().get(0).getFamily())
          .isEqualTo(first.linker().names().get(0).getFamily());
      assertThat(stated(other, PatientElement.GENDER))
          .isEqualTo(stated(first, PatientElement.GENDER));
    }
  }

  @Test
  void believesAStudyThatWasNotDeidentifiedFirst() {
    var statement =
        map(
            study("1.1", "2020-01-01", "Real^Name", "female", "1950-01-01", false),
            study("1.2", "2024-01-01", "Anon", "female", "1900-01-01", true));
    assertThat(stated(statement, PatientElement.BIRTH_DATE)).isEqualTo("1950-01-01");
    assertThat(statement.linker().security())
        .extracting(c -> c.getCode())
        .containsExactly("PSEUDED");
  }

  @Test
  void tellsStudiesThatDisagree() {
    var a = study("1.1", "2020-01-01", "A", "female", "", false);
    assertThat(PatientMapper.isContradictory(List.of(a, study("1.2", "", "A", "male", "", false))))
        .isTrue();
    assertThat(PatientMapper.isContradictory(List.of(a, study("1.2", "", "B", "", "", false))))
        .isTrue();
    assertThat(
            PatientMapper.isContradictory(
                List.of(a, study("1.2", "", "", "", "1950-01-01", false))))
        .isFalse();
  }
}
