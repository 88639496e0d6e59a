package ai.kaapana.clinical.importer.mapping;

/** What became of a row. */
public enum RowOutcome {
  /** At least its patient was taken. */
  ACCEPTED,
  /** It repeats another row. */
  SKIPPED,
  /** Nothing of it was taken. */
  REJECTED
}
