package ai.kaapana.clinical.linker.model;

import static ai.kaapana.clinical.linker.dicomweb.DicomJson.object;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.issue.Issue;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bad inputs D01 to D22 of a PACS, as far as one study shows them. */
class StudyReaderTest {

  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private final Findings findings = new Findings("1.2.3");
  private final List<String> rows = new ArrayList<>();
  private String series =
      "\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.1\"]},\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}";
  private String metadata = "";

  private static String attribute(String tag, String vr, String value) {
    return "\"" + tag + "\":{\"vr\":\"" + vr + "\",\"Value\":[" + value + "]}";
  }

  private static String text(String tag, String vr, String value) {
    return attribute(tag, vr, "\"" + value + "\"");
  }

  private Optional<Study> read(String... attributes) {
    if (rows.isEmpty()) {
      rows.add(
          text("0020000D", "UI", "1.2.3")
              + ","
              + text("00100020", "LO", "P")
              + (attributes.length == 0 ? "" : "," + String.join(",", attributes)));
    }
    var instance =
        text("00080016", "UI", CT)
            + ","
            + text("00080018", "UI", "1.2.3.1.1")
            + ","
            + attribute("00200013", "IS", "1");
    var source =
        new StudySource(
            rows.stream().map(row -> object(row)).toList(),
            List.of(
                new StudySource.SeriesSource(
                    object(series),
                    List.of(object(instance)),
                    List.of(object(instance + (metadata.isEmpty() ? "" : "," + metadata))))));
    return StudyReader.read(source, findings);
  }

  private List<String> codes() {
    return findings.all().stream().map(Issue::code).map(code -> code.code()).toList();
  }

  @Nested
  class Identity {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "1.2.a",
          "1.02.3",
          "1..2",
          ".1",
          "12",
          "1.2.3333333333333333333333333333333333333333333333333333333333333333"
        })
    void refusesAStudyWithoutAUsableUid(String uid) {
      rows.add(text("0020000D", "UI", uid) + "," + text("00100020", "LO", "P"));
      assertThat(read()).isEmpty();
      assertThat(findings.obstacle()).contains(LinkerIssue.STUDY_UID_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3 ", "1.2.3\\u0000"})
    void cutsThePaddingOfAUid(String uid) {
      rows.add(text("0020000D", "UI", uid) + "," + text("00100020", "LO", "P"));
      assertThat(read().orElseThrow().uid()).isEqualTo("1.2.3");
    }

    @Test
    void refusesAStudyThatTwoRowsGiveToTwoPatients() {
      rows.add(text("0020000D", "UI", "1.2.3") + "," + text("00100020", "LO", "P"));
      rows.add(text("0020000D", "UI", "1.2.3") + "," + text("00100020", "LO", "Q"));
      assertThat(read()).isEmpty();
      assertThat(findings.obstacle()).contains(LinkerIssue.PATIENT_AMBIGUOUS);
    }

    @Test
    void refusesAStudyWhoseImagesNameAnotherPatient() {
      metadata = text("00100020", "LO", "Q");
      assertThat(read()).isEmpty();
      assertThat(findings.obstacle()).contains(LinkerIssue.PATIENT_AMBIGUOUS);
    }

    @Test
    void comparesPatientIdsInNormalFormWithoutPadding() {
      metadata = text("00100020", "LO", " P ");
      assertThat(read()).isPresent();
    }

    @Test
    void keepsLeadingZerosOfAPatientId() {
      rows.add(text("0020000D", "UI", "1.2.3") + "," + text("00100020", "LO", "007"));
      assertThat(read().orElseThrow().patient().patientId()).contains("007");
    }

    @Test
    void saysThatAPatientIdIsMissing() {
      rows.add(text("0020000D", "UI", "1.2.3") + "," + text("00100020", "LO", "  "));
      assertThat(read().orElseThrow().patient().patientId()).isEmpty();
    }

    @Test
    void refusesAnObjectThatStatesAnAttributeTwice() {
      metadata = text("00081030", "LO", "a") + "," + text("00081030", "LO", "b");
      assertThat(read()).isEmpty();
      assertThat(findings.obstacle()).contains(LinkerIssue.STUDY_CONTRADICTORY);
    }

    @Test
    void refusesAStudyWithASeriesWithoutUid() {
      series = text("00080060", "CS", "CT");
      assertThat(read()).isEmpty();
      assertThat(findings.obstacle()).contains(LinkerIssue.SERIES_UID_INVALID);
    }
  }

  @Nested
  class Names {

    @Test
    void takesTheNameFromAnImageWhereTheQueryShowsItBroken() {
      metadata = "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Müller^Jürgen\"}]}";
      var study =
          read("\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"M??ller^J??rgen\"}]}");
      assertThat(study.orElseThrow().patient().name().orElseThrow().alphabetic())
          .isEqualTo("Müller^Jürgen");
      assertThat(codes()).isEmpty();
    }

    @Test
    void keepsABrokenNameWithAWarningWhereThereIsNoOther() {
      var study = read("\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"M??ller\"}]}");
      assertThat(study.orElseThrow().patient().name()).isPresent();
      assertThat(codes()).containsExactly("patient/name-encoding");
    }

    @Test
    void warnsOfMoreThanFiveComponents() {
      read("\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"A^B^C^D^E^F\"}]}");
      assertThat(codes()).containsExactly("patient/name-form");
    }
  }

  @Nested
  class Dates {

    @ParameterizedTest
    @CsvSource({
      "20240102,2024-01-02,",
      "2024.01.02,2024-01-02,value/date-legacy",
      "20240230,,value/date-invalid",
      "20240101-20240131,,value/date-invalid",
      "2024,,value/date-invalid"
    })
    void readsStudyDates(String text, String date, String code) {
      var study = read(text("00080020", "DA", text)).orElseThrow();
      assertThat(study.started().date().map(Object::toString).orElse(null)).isEqualTo(date);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({
      "101112.5,10:11:12.500,",
      "1011,10:11,",
      "10,10:00,",
      "10:11:12,10:11:12,value/date-legacy",
      "235960,23:59:59,value/date-legacy",
      "240000,,value/time-invalid",
      "6,,value/time-invalid"
    })
    void keepsTheDateWhateverTheTimeIs(String text, String time, String code) {
      var study =
          read(text("00080020", "DA", "20240102"), text("00080030", "TM", text)).orElseThrow();
      assertThat(study.started().date()).isPresent();
      assertThat(study.started().time().map(Object::toString).orElse(null)).isEqualTo(time);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({
      "-0500,-05:00,",
      "+0000,Z,",
      "+1500,,value/offset-invalid",
      "abc,,value/offset-invalid"
    })
    void readsOffsets(String text, String offset, String code) {
      var study = read(text("00080201", "SH", text)).orElseThrow();
      assertThat(study.started().offset().map(Object::toString).orElse(null)).isEqualTo(offset);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void leavesABirthDateAfterTheStudyOut() {
      var study = read(text("00080020", "DA", "20240102"), text("00100030", "DA", "20250101"));
      assertThat(study.orElseThrow().patient().birthDate()).isEmpty();
      assertThat(codes()).containsExactly("patient/birth-date-implausible");
    }
  }

  @Nested
  class Numbers {

    @ParameterizedTest
    @CsvSource({
      "'\"4\"',4,",
      "4,4,",
      "'\"4 \"',4,",
      "'\"1.0\"',1,value/number-form",
      "'\"x\"',,value/number-invalid",
      "'\"99999999999\"',,value/number-range",
      "-3,,value/number-range"
    })
    void readsSeriesNumbers(String value, Integer number, String code) {
      series += "," + attribute("00200011", "IS", value);
      var read = read().orElseThrow().series().get(0).number();
      assertThat(read.isPresent() ? read.getAsInt() : null).isEqualTo(number);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({
      "'\"5.e-002\"',0.05,",
      "1.50,1.5,",
      "'\"NaN\"',,value/number-invalid",
      "'\"1e400\"',,value/number-range",
      "'\"0\"',,"
    })
    void readsSliceThickness(String value, String number, String code) {
      metadata = attribute("00180050", "DS", value);
      var read = read().orElseThrow().series().get(0).geometry().sliceThickness();
      assertThat(read.map(v -> v.toPlainString()).orElse(null)).isEqualTo(number);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void reportsACountThatContradictsTheList() {
      series += "," + attribute("00201209", "IS", "17");
      assertThat(read().orElseThrow().series().get(0).instanceCount()).isEqualTo(1);
      assertThat(codes()).containsExactly("series/count-differs");
    }
  }

  @Nested
  class Texts {

    @ParameterizedTest
    @CsvSource({"M,male,", "F,female,", "o,other,", "D,unknown,patient/sex-unknown", "'',,"})
    void readsSexes(String text, String sex, String code) {
      var study = read(text("00100040", "CS", text)).orElseThrow();
      assertThat(study.patient().sex().orElse(null)).isEqualTo(sex);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({
      "CT,",
      "ct,series/modality-unknown",
      "XX,series/modality-unknown",
      "'',series/modality-missing"
    })
    void keepsModalitiesAsWritten(String text, String code) {
      series = text("0020000E", "UI", "1.2.3.1") + "," + text("00080060", "CS", text);
      assertThat(read().orElseThrow().series().get(0).modality()).isEqualTo(text);
      assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void leavesATextWithControlCharactersOut() {
      assertThat(read(text("00081030", "LO", "a\\u0007b")).orElseThrow().description()).isEmpty();
      assertThat(codes()).containsExactly("value/control-characters");
    }

    @Test
    void cutsATextOfAbsurdLength() {
      var study = read(text("00081030", "LO", "x".repeat(1 << 20))).orElseThrow();
      assertThat(study.description().orElseThrow()).hasSizeLessThan(20_000);
      assertThat(codes()).containsExactly("value/truncated");
    }
  }
}
