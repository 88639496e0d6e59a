package ai.kaapana.clinical.server.analytics.spec;

/** How the values of one feature from several ROIs of a row become one cell. */
public enum Reduce {
  /** All features of the ROI with the largest volume. */
  LARGEST,
  SUM,
  MEAN,
  /** A value where exactly one ROI has one; a row with several stays empty. */
  SINGLE
}
