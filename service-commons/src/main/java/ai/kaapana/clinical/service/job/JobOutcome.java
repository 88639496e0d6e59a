package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one run of a job ended. */
public sealed interface JobOutcome {

  /**
   * The work is done. The job succeeds if both balances balance.
   *
   * @param result shown with the job, as JSON; null = nothing
   */
  record Done(@Nullable Object result) implements JobOutcome {}

  /**
   * Something the work needs is not there yet.
   *
   * @param reason for what the job waits
   * @param retryAfter when the handler is run again
   */
  record Waiting(IssueCode reason, Duration retryAfter) implements JobOutcome {}
}
