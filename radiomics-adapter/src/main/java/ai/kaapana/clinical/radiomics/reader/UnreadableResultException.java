package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;

/** A file is refused as a whole; nothing of it may be used. */
public final class UnreadableResultException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RadiomicsIssue issue;
  private final long line;

  UnreadableResultException(RadiomicsIssue issue, long line) {
    super(issue.code() + " at line " + line);
    this.issue = issue;
    this.line = line;
  }

  public RadiomicsIssue issue() {
    return issue;
  }

  /** Line of the file, from 1; 0 if it concerns the file as a whole. */
  public long line() {
    return line;
  }
}
