package ai.kaapana.clinical.radiomics.ingest;

import java.time.Duration;

/**
 * How long a waiting result waits before it is tried again: doubling from the first to the longest.
 */
public record Waits(Duration first, Duration longest) {

  private static final int DOUBLINGS = 20;

  Duration after(int attempts) {
    var wait = first.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, attempts - 1)));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
