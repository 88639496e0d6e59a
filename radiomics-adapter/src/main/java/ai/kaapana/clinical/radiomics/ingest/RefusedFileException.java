package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;

/** A file or its parameters are refused as a whole; nothing of it is stored. */
public final class RefusedFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RadiomicsIssue issue;
  private final String detail;

  RefusedFileException(RadiomicsIssue issue, String detail) {
    super(issue.code());
    this.issue = issue;
    this.detail = detail;
  }

  public RadiomicsIssue issue() {
    return issue;
  }

  /** Line or column concerned; never a value of a patient. */
  public String detail() {
    return detail;
  }
}
