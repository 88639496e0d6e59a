package ai.kaapana.clinical.service.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request is sent again, and after how long.
 *
 * <p>Never 404 or another 4xx: repeating those hides a wrong configuration. The delay has full
 * jitter, so that feeders that lost the same server do not come back in step.
 *
 * @param firstDelay upper bound of the first delay; it doubles up to {@code maxDelay}
 * @param budget after this long in all the dependency counts as down
 */
public record RetryPolicy(Duration firstDelay, Duration maxDelay, Duration budget) {

  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 502, 503, 504);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(45));

  /** Whether a status is worth another try; a 500 only once. */
  public boolean isTransient(int status, int attempt) {
    return TRANSIENT.contains(status) || status == 500 && attempt == 0;
  }

  /** The delay before the next try, counted from 0. */
  public Duration delay(int attempt) {
    var bound =
        Math.min(maxDelay.toMillis(), firstDelay.toMillis() * (1L << Math.min(attempt, 16)));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  /** What the server asked for, within reason. */
  public Duration capped(Duration retryAfter) {
    return retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
  }
}
