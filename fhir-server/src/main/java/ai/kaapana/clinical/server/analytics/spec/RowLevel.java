package ai.kaapana.clinical.server.analytics.spec;

/** What one row of the table is, from coarse to fine. */
public enum RowLevel {
  PATIENT,
  STUDY,
  SERIES,
  ROI;

  /** Whether rows of this level are as fine as the other or finer. */
  public boolean atLeast(RowLevel other) {
    return compareTo(other) >= 0;
  }
}
