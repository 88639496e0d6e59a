package ai.kaapana.clinical.server.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  @Test
  void theDayIsTheOneThatWasWritten() {
    assertThat(Moment.parse("2020-01-01T00:30:00+02:00").orElseThrow().day())
        .isEqualTo(LocalDate.of(2020, 1, 1));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "2020", "2020-01", "2020-13-01", "2020-01-01T25:00:00Z"})
  void whatNamesNoDayGivesNothing(String text) {
    assertThat(Moment.parse(text)).isEmpty();
  }

  @Test
  void theTimeOfDayIsComparedAcrossZones() {
    var earlier = Moment.parse("2020-01-01T09:00:00+02:00").orElseThrow();
    var later = Moment.parse("2020-01-01T08:00:00Z").orElseThrow();

    assertThat(earlier).isLessThan(later);
    assertThat(earlier.sameAs(later)).isFalse();
    assertThat(earlier.sameAs(Moment.parse("2020-01-01").orElseThrow())).isTrue();
  }
}
