package ai.kaapana.clinical.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void staysBelowTheDoubledCeilingAndTheCap() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(BackOff.delay(1, Optional.empty()))
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
      assertThat(BackOff.delay(3, Optional.empty())).isLessThanOrEqualTo(Duration.ofSeconds(4));
      assertThat(BackOff.delay(1_000, Optional.empty()))
          .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }
  }

  @Test
  void doesWhatTheDependencyAsksForUpToFiveMinutes() {
    assertThat(BackOff.delay(9, Optional.of(Duration.ofSeconds(2))))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(BackOff.delay(1, Optional.of(Duration.ofHours(2)))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void beginsAnewAfterARunThatReachedItsDependency() {
    assertThat(BackOff.failures(5, Duration.ofSeconds(1))).isEqualTo(6);
    assertThat(BackOff.failures(5, Duration.ofSeconds(31))).isEqualTo(1);
  }
}
