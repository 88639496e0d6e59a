package ai.kaapana.clinical.service.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * When which job is run, in which replica. A job whose process died is found by its missing
 * heartbeats and run again.
 */
final class JobSchedule implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobSchedule.class);
  private static final String TASK = "job";
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration AFTER_OWN_FAILURE = Duration.ofSeconds(5);

  /** Jobs begin after and end before everything else, the web server included. */
  private static final int PHASE = Integer.MAX_VALUE;

  private final DataSource dataSource;
  private final TransactionTemplate transaction;
  private final JobTable table;
  private final JobRunner runner;
  private final Iterable<JobHandler> handlers;
  private final Iterable<RecurringWork> recurring;
  private final JobProperties settings;
  private final Clock clock;
  private final SchedulerClient client;
  private final Task<Void> task;
  private volatile @Nullable Scheduler scheduler;

  JobSchedule(
      DataSource dataSource,
      TransactionTemplate transaction,
      JobTable table,
      JobRunner runner,
      Iterable<JobHandler> handlers,
      Iterable<RecurringWork> recurring,
      JobProperties settings,
      Clock clock) {
    this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
    this.transaction = transaction;
    this.table = table;
    this.runner = runner;
    this.handlers = handlers;
    this.recurring = recurring;
    this.settings = settings;
    this.clock = clock;
    this.task =
        Tasks.custom(TASK, Void.class)
            .onDeadExecutionRevive()
            .onFailureReschedule(FixedDelay.of(AFTER_OWN_FAILURE))
            .execute((instance, context) -> run(UUID.fromString(instance.getId())));
    this.client = SchedulerClient.Builder.create(this.dataSource, task).build();
  }

  /** Has a job run at a moment, or earlier than planned; does nothing for one that runs. */
  void soon(UUID id, Instant when) {
    TaskInstance<Void> instance = new TaskInstance<>(TASK, id.toString());
    if (!client.scheduleIfNotExists(instance, when)) {
      try {
        client.reschedule(instance, when);
        look();
      } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
        log.atDebug().addKeyValue("event", "job_runs_already").log("job runs already");
      }
    }
  }

  /** Looks for due jobs now instead of at the next poll. */
  void look() {
    Scheduler current = scheduler;
    if (current != null) {
      current.triggerCheckForDueExecutions();
    }
  }

  private CompletionHandler<Void> run(UUID id) {
    return switch (runner.run(id)) {
      case JobRunner.Next.Over over -> settled(id, Duration.ZERO);
      case JobRunner.Next.Again(Duration delay) -> settled(id, delay);
      case JobRunner.Next.Leave leave -> (done, operations) -> {};
    };
  }

  /**
   * What follows a run is decided by the state of the job at this very moment: somebody may have
   * resumed it since, and that must neither be overlooked nor undone.
   */
  private CompletionHandler<Void> settled(UUID id, Duration delay) {
    return (done, operations) ->
        transaction.executeWithoutResult(
            status -> {
              JobState state = table.lockState(id).orElse(JobState.CANCELLED);
              if (state.isFinal()) {
                operations.remove();
              } else {
                Duration wait = state == JobState.WAITING ? delay : Duration.ZERO;
                operations.reschedule(done, clock.instant().plus(wait));
              }
            });
  }

  private static void run(RecurringWork work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("event", "recurring_work_failed")
          .addKeyValue("work", work.name())
          .log("recurring work failed", e);
    }
  }

  @Override
  public void start() {
    // only now: handlers and recurring work may themselves depend on Jobs
    runner.start(handlers);
    List<RecurringTask<Void>> starting = new ArrayList<>();
    for (RecurringWork work : recurring) {
      starting.add(
          Tasks.recurring(work.name(), FixedDelay.of(work.interval()))
              .execute((instance, context) -> run(work)));
    }
    Scheduler started =
        Scheduler.create(dataSource, List.of(task))
            .startTasks(starting)
            .threads(settings.threads())
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .pollUsingLockAndFetch(0.5, 1.0)
            .shutdownMaxWait(settings.shutdownWait())
            .build();
    table.unscheduled().forEach(id -> soon(id, clock.instant()));
    started.start();
    scheduler = started;
  }

  @Override
  public void stop() {
    Scheduler current = scheduler;
    scheduler = null;
    runner.stop();
    if (current != null) {
      current.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
