package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The jobs of this service. */
public final class Jobs {

  private static final int TRIES = 5;

  private final JobTable table;
  private final JobSchedule schedule;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Jobs(JobTable table, JobSchedule schedule, TransactionTemplate transaction, Clock clock) {
    this.table = table;
    this.schedule = schedule;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Asks for work. Within a transaction of the caller the job comes into being with its commit.
   *
   * @param kind which handler runs it
   * @param parameters what the handler is given; any type that Jackson writes as a JSON object
   * @param user who asked for it
   * @param key while a job of this kind with the same key is active, that one is given instead;
   *     null = always a new one
   */
  public Job submit(String kind, Object parameters, String user, @Nullable String key) {
    for (int i = 0; i < TRIES; i++) {
      UUID id = UUID.randomUUID();
      boolean inserted =
          Boolean.TRUE.equals(
              transaction.execute(
                  status -> {
                    boolean isNew = table.insert(id, kind, key, parameters, user);
                    if (isNew) {
                      scheduleNow(id);
                    }
                    return isNew;
                  }));
      // an active twin can end between the two questions; then the work is asked for anew
      Optional<Job> found = inserted ? table.find(id) : table.findActive(kind, String.valueOf(key));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalStateException("jobs with one key begin and end too fast");
  }

  /** One job. */
  public Optional<Job> find(UUID id) {
    return table.find(id);
  }

  /**
   * One job.
   *
   * @throws ProblemException 404 {@code job/unknown}
   */
  public Job get(UUID id) {
    return table
        .find(id)
        .orElseThrow(() -> new ProblemException(CommonCode.JOB_UNKNOWN, HttpStatus.NOT_FOUND));
  }

  /**
   * The newest jobs first.
   *
   * @param kind only this kind; null = all
   * @param state only this state; null = all
   */
  public List<Job> list(@Nullable String kind, @Nullable JobState state, int limit) {
    return table.list(kind, state, limit);
  }

  /**
   * Ends a job: at once if nobody runs it, else as soon as its handler looks.
   *
   * @throws ProblemException 404 {@code job/unknown}; 409 {@code job/state} if it has ended
   *     otherwise
   */
  public Job cancel(UUID id) {
    Job job = get(id);
    if (table.cancel(id).isEmpty() && get(id).state() != JobState.CANCELLED) {
      throw stateProblem(job);
    }
    return get(id);
  }

  /**
   * Runs a failed or cancelled job again, and a waiting one at once; one that is queued or runs
   * stays as it is.
   *
   * @throws ProblemException 404 {@code job/unknown}; 409 {@code job/state} if it has succeeded, or
   *     if the same work is active under another id
   */
  public Job resume(UUID id) {
    Job job = get(id);
    switch (job.state()) {
      case SUCCEEDED -> throw stateProblem(job);
      case FAILED, CANCELLED, WAITING -> requeue(job);
      case QUEUED, RUNNING -> {
        // it goes on anyway
      }
    }
    return get(id);
  }

  private void requeue(Job job) {
    try {
      transaction.executeWithoutResult(
          status -> {
            if (table.requeue(job.id())) {
              scheduleNow(job.id());
            }
          });
    } catch (DuplicateKeyException e) {
      throw stateProblem(job);
    }
  }

  private void scheduleNow(UUID id) {
    schedule.soon(id, clock.instant());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            schedule.look();
          }
        });
  }

  private static ProblemException stateProblem(Job job) {
    return new ProblemException(
        CommonCode.JOB_STATE, HttpStatus.CONFLICT, "the job is " + job.state());
  }
}
