package ai.kaapana.clinical.importer.table;

import ai.kaapana.clinical.importer.issue.Finding;

/** Thrown when a file cannot be read as a table; carries the reason and never a value. */
public final class TableRefused extends RuntimeException {
  private final transient Finding finding;

  /** Refuses a file for a reason. */
  public TableRefused(Finding finding) {
    super(finding.issue().code());
    this.finding = finding;
  }

  /** The reason, with the place in the file. */
  public Finding finding() {
    return finding;
  }
}
