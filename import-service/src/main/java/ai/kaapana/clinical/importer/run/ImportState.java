package ai.kaapana.clinical.importer.run;

/** Where an import stands. */
public enum ImportState {
  /** Read and previewed; nothing is written. */
  PREVIEWED,
  /** A run writes. */
  COMMITTING,
  /** The last run is done. */
  DONE,
  /** The last run ended with an error; it can be committed again. */
  FAILED,
  /** What was written is being taken back. */
  UNDOING,
  /** What was written is taken back; it can be committed again. */
  UNDONE
}
