package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.job.JobStoppedException.Reason;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Runs one job once and says what comes next. */
final class JobRunner {

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  /** What the schedule does with the job after a run. */
  sealed interface Next {
    /** It is over, unless somebody resumed it in between. */
    record Over() implements Next {}

    /** It is run again after a delay. */
    record Again(Duration delay) implements Next {}

    /** Another run has the lease; the schedule is that one's. */
    record Leave() implements Next {}
  }

  private final JobTable table;
  private final Map<String, JobHandler> handlers = new HashMap<>();
  private final ObjectMapper json;
  private final Clock clock;
  private final int maxInterruptions;
  private final JobMeters meters;
  private volatile boolean stopping;

  JobRunner(
      JobTable table, ObjectMapper json, Clock clock, int maxInterruptions, JobMeters meters) {
    this.table = table;
    this.json = json;
    this.clock = clock;
    this.maxInterruptions = maxInterruptions;
    this.meters = meters;
  }

  /** Makes the handlers known, before the first run; they may themselves depend on {@link Jobs}. */
  void start(Iterable<JobHandler> found) {
    handlers.clear();
    for (JobHandler handler : found) {
      if (handlers.put(handler.kind(), handler) != null) {
        throw new IllegalStateException("two handlers for jobs of kind " + handler.kind());
      }
    }
    stopping = false;
  }

  /** From now on handlers are told to end, and jobs that do are run again at the next start. */
  void stop() {
    stopping = true;
  }

  Next run(UUID id) {
    UUID lease = UUID.randomUUID();
    Optional<JobTable.Run> started = table.start(id, lease);
    if (started.isEmpty()) {
      table.endCancelled(id);
      return new Next.Over();
    }
    MDC.put("jobId", id.toString());
    try {
      return run(started.get(), lease);
    } finally {
      MDC.remove("jobId");
    }
  }

  private Next run(JobTable.Run run, UUID lease) {
    Job job = run.job();
    log.atInfo()
        .addKeyValue("event", "job_started")
        .addKeyValue("kind", job.kind())
        .addKeyValue("attempt", job.attempts())
        .log("job started");
    JobHandler handler = handlers.get(job.kind());
    if (handler == null) {
      return fail(job, lease, CommonCode.JOB_KIND, "");
    }
    if (run.interruptions() > maxInterruptions) {
      return fail(job, lease, CommonCode.JOB_INTERRUPTED, "");
    }
    RunningJob context = new RunningJob(job, lease, table, json, clock, () -> stopping);
    Instant begun = clock.instant();
    try {
      JobOutcome outcome = handler.run(context);
      if (context.toldToStop().isPresent()) {
        return stopped(job, lease, context.toldToStop().get(), run.failures());
      }
      return settle(job, lease, context, outcome);
    } catch (JobStoppedException e) {
      flush(context);
      return stopped(job, lease, e.reason(), run.failures());
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      flush(context);
      return failed(run, lease, begun, e);
    }
  }

  private Next settle(Job job, UUID lease, RunningJob context, JobOutcome outcome) {
    if (!context.flush()) {
      return stopped(job, lease, Reason.LEASE_LOST, 0);
    }
    return switch (outcome) {
      case JobOutcome.Done done when !context.balances() -> {
        table.finish(
            job.id(),
            lease,
            JobState.FAILED,
            problem(CommonCode.JOB_UNBALANCED, ""),
            done.result());
        yield over(job, JobState.FAILED, CommonCode.JOB_UNBALANCED);
      }
      case JobOutcome.Done done -> {
        table.finish(job.id(), lease, JobState.SUCCEEDED, null, done.result());
        yield over(job, JobState.SUCCEEDED, null);
      }
      case JobOutcome.Waiting waiting -> {
        table.pause(job.id(), lease, problem(waiting.reason(), ""), 0);
        yield again(job, waiting.reason(), waiting.retryAfter());
      }
    };
  }

  private Next stopped(Job job, UUID lease, Reason reason, int failures) {
    return switch (reason) {
      case CANCELLED -> {
        table.finish(job.id(), lease, JobState.CANCELLED, null, null);
        yield over(job, JobState.CANCELLED, null);
      }
      case SHUTDOWN -> {
        table.pause(job.id(), lease, null, failures);
        yield new Next.Again(Duration.ZERO);
      }
      case LEASE_LOST -> {
        log.atWarn().addKeyValue("event", "job_lease_lost").log("another run took the job over");
        yield new Next.Leave();
      }
    };
  }

  private Next failed(JobTable.Run run, UUID lease, Instant begun, Throwable error) {
    Job job = run.job();
    if (stopping && !(error instanceof ProblemException)) {
      // what a handler throws while its threads are interrupted says nothing about the job
      return stopped(job, lease, Reason.SHUTDOWN, run.failures());
    }
    return switch (error) {
      case DependencyDownException down -> waitFor(run, lease, begun, down);
      case DataAccessResourceFailureException e -> waitFor(run, lease, begun, database(e));
      case TransientDataAccessException e -> waitFor(run, lease, begun, database(e));
      case CannotCreateTransactionException e -> waitFor(run, lease, begun, database(e));
      case ProblemException e -> fail(job, lease, e.code(), e.detail());
      default -> {
        log.atError().addKeyValue("event", "job_error").log("unexpected error in a job", error);
        yield fail(job, lease, CommonCode.JOB_FAILED, "");
      }
    };
  }

  private static DependencyDownException database(Exception cause) {
    return new DependencyDownException("the database of this service", cause);
  }

  private Next waitFor(JobTable.Run run, UUID lease, Instant begun, DependencyDownException down) {
    Duration lasted = Duration.between(begun, clock.instant());
    int failures = BackOff.failures(run.failures(), lasted);
    table.pause(run.job().id(), lease, problem(down.code(), down.system()), failures);
    log.atWarn().addKeyValue("event", "dependency_down").log("{}", down.system(), down);
    return again(run.job(), down.code(), BackOff.delay(failures, down.retryAfter()));
  }

  private Next fail(Job job, UUID lease, IssueCode code, String detail) {
    table.finish(job.id(), lease, JobState.FAILED, problem(code, detail), null);
    return over(job, JobState.FAILED, code);
  }

  /**
   * The last progress of a run that ended badly is welcome, but its own failure must not hide why
   * the run ended.
   */
  private static void flush(RunningJob context) {
    try {
      context.flush();
    } catch (RuntimeException e) {
      log.atDebug()
          .addKeyValue("event", "progress_lost")
          .log("the last progress was not written", e);
    }
  }

  private static JobProblem problem(IssueCode code, String detail) {
    return new JobProblem(code.code(), detail.isBlank() ? code.message() : detail);
  }

  private Next over(Job job, JobState state, @Nullable IssueCode code) {
    meters.ended(job.kind(), state);
    log.atInfo()
        .addKeyValue("event", "job_ended")
        .addKeyValue("kind", job.kind())
        .addKeyValue("state", state)
        .addKeyValue("code", code == null ? "" : code.code())
        .log("job ended");
    return new Next.Over();
  }

  private static Next again(Job job, IssueCode reason, Duration delay) {
    log.atInfo()
        .addKeyValue("event", "job_waits")
        .addKeyValue("kind", job.kind())
        .addKeyValue("code", reason.code())
        .addKeyValue("retryAfterMs", delay.toMillis())
        .log("job waits");
    return new Next.Again(delay);
  }
}
