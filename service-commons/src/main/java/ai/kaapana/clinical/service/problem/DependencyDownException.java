package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another system (store, PACS, object store, database) does not answer, or asks to come back later.
 * A request ends with 503, a job becomes WAITING and resumes by itself.
 */
public class DependencyDownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient IssueCode code;
  private final String system;
  private final @Nullable Duration retryAfter;

  /**
   * States which system is down.
   *
   * @param code the code of the problem, for example {@link CommonCode#DEPENDENCY_DOWN}
   * @param system which system, in words for the user; no address, no patient's value
   * @param retryAfter what the system itself asked for, else null
   * @param cause for the log, else null
   */
  public DependencyDownException(
      IssueCode code, String system, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(code.code() + ": " + system, cause);
    this.code = code;
    this.system = system;
    this.retryAfter = retryAfter;
  }

  /** A system that does not answer. */
  public DependencyDownException(String system, @Nullable Throwable cause) {
    this(CommonCode.DEPENDENCY_DOWN, system, null, cause);
  }

  /** The stable code. */
  public IssueCode code() {
    return code;
  }

  /** Which system is down. */
  public String system() {
    return system;
  }

  /** How long the system asked to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
