package ai.kaapana.clinical.server.analytics.spec;

/** Which of several values of a cell is taken, or how they become one. */
public enum Pick {
  /** The smallest number of days from the anchor; of two equally near the earlier. */
  CLOSEST,
  FIRST,
  LAST,
  MIN,
  MAX,
  MEAN,
  /** How many values there are. */
  COUNT;

  /** Whether the result is computed from numbers. */
  public boolean needsNumbers() {
    return this == MIN || this == MAX || this == MEAN;
  }
}
