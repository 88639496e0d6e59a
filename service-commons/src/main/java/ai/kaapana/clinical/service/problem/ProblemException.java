package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import org.springframework.http.HttpStatus;

/**
 * Ends a request with a problem. In a job it ends the job as FAILED with the same code.
 *
 * <p>Detail and code are answered and logged: they carry no patient's value.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient IssueCode code;
  private final HttpStatus status;
  private final String detail;

  /** A problem with what is particular to this occurrence. */
  public ProblemException(IssueCode code, HttpStatus status, String detail) {
    super(code.code() + (detail.isBlank() ? "" : ": " + detail));
    this.code = code;
    this.status = status;
    this.detail = detail;
  }

  /** A problem that the code's own sentence says completely. */
  public ProblemException(IssueCode code, HttpStatus status) {
    this(code, status, "");
  }

  /** The stable code. */
  public IssueCode code() {
    return code;
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** What is particular to this occurrence; empty = nothing. */
  public String detail() {
    return detail;
  }
}
