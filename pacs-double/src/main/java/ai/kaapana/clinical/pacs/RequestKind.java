package ai.kaapana.clinical.pacs;

/** What a request asks for; the double counts by this. */
public enum RequestKind {
  STUDIES,
  SERIES,
  INSTANCES,
  STUDY_METADATA,
  SERIES_METADATA,
  INSTANCE_METADATA,
  OTHER;

  /** Whether it is a QIDO-RS query. */
  public boolean isQuery() {
    return compareTo(INSTANCES) <= 0;
  }
}
