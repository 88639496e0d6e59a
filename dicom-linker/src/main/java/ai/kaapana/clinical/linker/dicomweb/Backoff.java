package ai.kaapana.clinical.linker.dicomweb;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Full jitter between zero and a bound that doubles from one second to one minute. What the server
 * asks for by Retry-After wins, up to five minutes.
 */
final class Backoff {

  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(60);
  private static final Duration RETRY_AFTER_CAP = Duration.ofMinutes(5);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param attempt number of attempts that have failed, from 1
   */
  Duration delay(int attempt, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return retryAfter.get().compareTo(RETRY_AFTER_CAP) > 0 ? RETRY_AFTER_CAP : retryAfter.get();
    }
    long bound = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(attempt - 1, 10));
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
