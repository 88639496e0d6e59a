package ai.kaapana.clinical.linker.project;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.io.Serial;

/** The list of the project's series cannot be had. Carries no address and no UID. */
public final class ProjectListException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final LinkerIssue reason;

  /** Says why. */
  public ProjectListException(LinkerIssue reason) {
    super(reason.code());
    this.reason = reason;
  }

  /** Why the list cannot be had. */
  public LinkerIssue reason() {
    return reason;
  }
}
