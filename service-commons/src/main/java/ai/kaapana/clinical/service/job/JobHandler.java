package ai.kaapana.clinical.service.job;

/**
 * Does the work of one kind of job; a bean of the service.
 *
 * <p>A handler is run again from its start after a kill, a wait or a resume, perhaps in another
 * replica, and in rare cases (a process that stood still longer than its lease) while the earlier
 * run still ends. So it is idempotent and keeps its own checkpoints.
 *
 * <p>It ends in one of these ways: {@link JobOutcome.Done}; {@link JobOutcome.Waiting}; a {@link
 * ai.kaapana.clinical.service.problem.DependencyDownException}, after which it is run again with
 * growing delay; a {@link ai.kaapana.clinical.service.problem.ProblemException}, which fails the
 * job with its code; any other exception, which fails it with {@code job/failed}.
 */
public interface JobHandler {

  /** The kind of jobs that this handler runs. */
  String kind();

  /** Runs one job to an outcome. */
  JobOutcome run(JobContext context) throws Exception;
}
