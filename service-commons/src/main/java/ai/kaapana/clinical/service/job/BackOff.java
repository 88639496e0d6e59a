package ai.kaapana.clinical.service.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Delays between runs of a job whose dependency is down: from 1 s, doubling, at most 60 s, with
 * full jitter.
 */
final class BackOff {

  private static final long BASE_MILLIS = 1_000;
  private static final long CAP_MILLIS = 60_000;
  private static final long LEAST_MILLIS = 100;
  private static final int MAX_DOUBLINGS = 6;
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

  /** A run that lasted so long reached its dependency in between. */
  private static final Duration RECOVERED = Duration.ofSeconds(30);

  private BackOff() {}

  /** The number of failures in a row, including the one now. */
  static int failures(int before, Duration lasted) {
    return lasted.compareTo(RECOVERED) >= 0 ? 1 : before + 1;
  }

  /**
   * The delay after so many failures in a row; what the dependency itself asked for wins, up to
   * five minutes.
   */
  static Duration delay(int failures, Optional<Duration> wish) {
    if (wish.isPresent()) {
      return wish.get().compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish.get();
    }
    long ceiling =
        Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1)));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(LEAST_MILLIS, ceiling + 1));
  }
}
