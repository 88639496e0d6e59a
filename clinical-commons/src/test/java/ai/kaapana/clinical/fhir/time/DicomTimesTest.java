package ai.kaapana.clinical.fhir.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomTimesTest {

  @Nested
  class Dates {

    @Test
    void theOldFormWithDotsIsLegacy() {
      assertThat(DicomDate.parse("2024.01.02"))
          .isEqualTo(new Parsed.Legacy<>(LocalDate.of(2024, 1, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240230", "20240101-20240131", "2024", "00000000", "2024-01-02", "x"})
    void whatIsNoDayIsInvalid(String text) {
      assertThat(DicomDate.parse(text)).isEqualTo(new Parsed.Invalid<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankIsAbsent(String text) {
      assertThat(DicomDate.parse(text)).isEqualTo(new Parsed.Absent<>());
    }
  }

  @Nested
  class Times {

    @ParameterizedTest
    @CsvSource({
      "235959, 23:59:59",
      "0730, 07:30",
      "07, 07:00",
      "070809.5, 07:08:09.5",
      "070809.123456, 07:08:09.123456"
    })
    void readsEveryPrecision(String text, LocalTime time) {
      assertThat(DicomTime.parse(text)).isEqualTo(new Parsed.Value<>(time));
    }

    @Test
    void aLeapSecondBecomesTheSecondBefore() {
      assertThat(DicomTime.parse("235960"))
          .isEqualTo(new Parsed.Legacy<>(LocalTime.of(23, 59, 59)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"240000", "6", "126000", "12345", "noon"})
    void whatIsNoTimeIsInvalid(String text) {
      assertThat(DicomTime.parse(text)).isEqualTo(new Parsed.Invalid<>());
    }
  }

  @Nested
  class Offsets {

    @ParameterizedTest
    @CsvSource({"+0100, +01:00", "-0500, -05:00", "+0000, Z", "+1400, +14:00"})
    void readsOffsets(String text, ZoneOffset offset) {
      assertThat(DicomOffset.parse(text)).isEqualTo(new Parsed.Value<>(offset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1500", "-1300", "0100", "+0175", "CET"})
    void refusesWhatIsOutOfRange(String text) {
      assertThat(DicomOffset.parse(text)).isEqualTo(new Parsed.Invalid<>());
    }
  }

  @Nested
  class StudyTimes {

    private final Optional<LocalDate> day = Optional.of(LocalDate.of(2024, 7, 1));
    private final Optional<LocalTime> time = Optional.of(LocalTime.of(10, 20, 30));

    @Test
    void prefersTheOffsetOfTheObject() {
      var result =
          StudyTime.of(day, time, Optional.of(ZoneOffset.ofHours(-5)), ZoneId.of("Europe/Berlin"));
      assertThat(result.orElseThrow().getValueAsString()).isEqualTo("2024-07-01T10:20:30-05:00");
    }

    @Test
    void usesTheZoneOfThePacsWithDaylightSaving() {
      var result = StudyTime.of(day, time, Optional.empty(), ZoneId.of("Europe/Berlin"));
      assertThat(result.orElseThrow().getValueAsString()).isEqualTo("2024-07-01T10:20:30+02:00");
    }

    @Test
    void statesTheDateAloneWhereNoZoneIsKnown() {
      var result = StudyTime.of(day, time, Optional.empty(), null);
      assertThat(result.orElseThrow().getValueAsString()).isEqualTo("2024-07-01");
    }

    @Test
    void aMissingTimeCostsNoDate() {
      var result = StudyTime.of(day, Optional.empty(), Optional.empty(), ZoneId.of("Asia/Tokyo"));
      assertThat(result.orElseThrow().getValueAsString()).isEqualTo("2024-07-01");
    }
  }

  @Nested
  class PartialDates {

    @ParameterizedTest
    @CsvSource({"2019, 2019-01-01", "2019-07, 2019-07-01", "2019-07-12, 2019-07-12"})
    void keepsThePrecision(String text, LocalDate earliest) {
      var date = PartialDate.parse(text).asOptional().orElseThrow();
      assertThat(date.text()).isEqualTo(text);
      assertThat(date.earliest()).isEqualTo(earliest);
      assertThat(date.toDate().getValueAsString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-13", "2019-02-30", "0000", "19", "2019-7", "31.12.2019"})
    void refusesWhatTheCalendarDoesNotHave(String text) {
      assertThat(PartialDate.parse(text)).isEqualTo(new Parsed.Invalid<>());
    }
  }
}
