package ai.kaapana.clinical.fhir.issue;

/** How much of the input an issue affects. */
public enum Severity {
  /** Everything was taken; the user may want to know. */
  INFORMATION,
  /** Taken, but changed or incomplete. */
  WARNING,
  /** The cell, row, study or ROI was not taken. */
  ERROR,
  /** The whole file or run was refused. */
  FATAL
}
