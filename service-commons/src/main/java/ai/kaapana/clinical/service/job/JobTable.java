package ai.kaapana.clinical.service.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of jobs. Whoever runs a job holds its lease, and every change by a run is bound to it,
 * so that a run that was taken for dead cannot overwrite what its successor wrote.
 */
final class JobTable {

  private static final String ACTIVE = "('QUEUED', 'RUNNING', 'WAITING')";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  JobTable(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A run that began. */
  record Run(Job job, int failures, int interruptions) {}

  /** What a run shows. */
  record Progress(
      @Nullable String phase,
      @Nullable Instant phaseStarted,
      long done,
      @Nullable Long total,
      UnitBalance units,
      ResourceBalance resources) {}

  /** Inserts a job unless an active one has the same kind and key. */
  boolean insert(UUID id, String kind, @Nullable String key, Object parameters, String user) {
    return jdbc.sql(
                """
                insert into job (id, kind, dedup_key, state, parameters, created_by, created, updated)
                values (:id, :kind, :key, 'QUEUED', :parameters::jsonb, :user, :now, :now)
                on conflict (kind, dedup_key) where state in ('QUEUED', 'RUNNING', 'WAITING') do nothing
                """)
            .param("id", id)
            .param("kind", kind)
            .param("key", key)
            .param("parameters", text(parameters))
            .param("user", user)
            .param("now", now())
            .update()
        == 1;
  }

  Optional<Job> find(UUID id) {
    return jdbc.sql("select * from job where id = :id").param("id", id).query(this::job).optional();
  }

  Optional<Job> findActive(String kind, String key) {
    return jdbc.sql(
            "select * from job where kind = :kind and dedup_key = :key and state in " + ACTIVE)
        .param("kind", kind)
        .param("key", key)
        .query(this::job)
        .optional();
  }

  List<Job> list(@Nullable String kind, @Nullable JobState state, int limit) {
    return jdbc.sql(
            """
            select * from job
            where (cast(:kind as text) is null or kind = :kind) and (cast(:state as text) is null or state = :state)
            order by created desc, id limit :limit
            """)
        .param("kind", kind)
        .param("state", state == null ? null : state.name())
        .param("limit", limit)
        .query(this::job)
        .list();
  }

  /**
   * Takes the lease of an active job that nobody cancelled; a job found RUNNING lost its process.
   */
  Optional<Run> start(UUID id, UUID lease) {
    return jdbc.sql(
            """
            update job set
              interruptions = case when state = 'RUNNING' then interruptions + 1 else interruptions end,
              state = 'RUNNING', lease = :lease, attempts = attempts + 1, started = coalesce(started, :now),
              phase = null, phase_started = null, done = 0, total = null, units = '{}', resources = '{}',
              problem_code = null, problem_detail = null, updated = :now
            where id = :id and not cancel_requested and state in ('QUEUED', 'RUNNING', 'WAITING')
            returning *
            """)
        .param("id", id)
        .param("lease", lease)
        .param("now", now())
        .query(
            (row, i) -> new Run(job(row, i), row.getInt("failures"), row.getInt("interruptions")))
        .optional();
  }

  /** Writes progress; answers whether cancelling was asked for, or nothing if the lease is lost. */
  Optional<Boolean> progress(UUID id, UUID lease, Progress progress) {
    return jdbc.sql(
            """
            update job set phase = :phase, phase_started = :phaseStarted, done = :done, total = :total,
              units = :units::jsonb, resources = :resources::jsonb, updated = :now
            where id = :id and lease = :lease and state = 'RUNNING'
            returning cancel_requested
            """)
        .param("phase", progress.phase())
        .param(
            "phaseStarted", progress.phaseStarted() == null ? null : utc(progress.phaseStarted()))
        .param("done", progress.done())
        .param("total", progress.total())
        .param("units", text(progress.units()))
        .param("resources", text(progress.resources()))
        .param("now", now())
        .param("id", id)
        .param("lease", lease)
        .query(Boolean.class)
        .optional();
  }

  /** Ends a run in a final state. */
  void finish(
      UUID id, UUID lease, JobState state, @Nullable JobProblem problem, @Nullable Object result) {
    jdbc.sql(
            """
            update job set state = :state, problem_code = :code, problem_detail = :detail,
              result = coalesce(:result::jsonb, result), finished = :now, updated = :now, lease = null
            where id = :id and lease = :lease
            """)
        .param("state", state.name())
        .param("code", problem == null ? null : problem.code())
        .param("detail", problem == null ? null : problem.detail())
        .param("result", result == null ? null : text(result))
        .param("now", now())
        .param("id", id)
        .param("lease", lease)
        .update();
  }

  /** Ends a run that will be run again: WAITING with the reason, or QUEUED without one. */
  void pause(UUID id, UUID lease, @Nullable JobProblem reason, int failures) {
    jdbc.sql(
            """
            update job set state = :state, problem_code = :code, problem_detail = :detail, failures = :failures,
              interruptions = 0, updated = :now, lease = null
            where id = :id and lease = :lease
            """)
        .param("state", reason == null ? JobState.QUEUED.name() : JobState.WAITING.name())
        .param("code", reason == null ? null : reason.code())
        .param("detail", reason == null ? null : reason.detail())
        .param("failures", failures)
        .param("now", now())
        .param("id", id)
        .param("lease", lease)
        .update();
  }

  /** Asks for the end of an active job; one that nobody runs ends at once. */
  Optional<JobState> cancel(UUID id) {
    return jdbc.sql(
            """
            update job set cancel_requested = true, updated = :now,
              state = case when state = 'RUNNING' then state else 'CANCELLED' end,
              finished = case when state = 'RUNNING' then finished else cast(:now as timestamptz) end
            where id = :id and state in ('QUEUED', 'RUNNING', 'WAITING')
            returning state
            """)
        .param("id", id)
        .param("now", now())
        .query((row, i) -> JobState.valueOf(row.getString("state")))
        .optional();
  }

  /** Ends a job that was cancelled while its process was dead. */
  void endCancelled(UUID id) {
    jdbc.sql(
            """
            update job set state = 'CANCELLED', finished = :now, updated = :now, lease = null
            where id = :id and cancel_requested and state in ('QUEUED', 'RUNNING', 'WAITING')
            """)
        .param("id", id)
        .param("now", now())
        .update();
  }

  /** The state of a job, which stays as it is until the transaction ends. */
  Optional<JobState> lockState(UUID id) {
    return jdbc.sql("select state from job where id = :id for update")
        .param("id", id)
        .query((row, i) -> JobState.valueOf(row.getString("state")))
        .optional();
  }

  /**
   * Active jobs that the schedule does not know, because one of the two was restored without the
   * other.
   */
  List<UUID> unscheduled() {
    return jdbc.sql(
            """
            select id from job where state in ('QUEUED', 'RUNNING', 'WAITING') and not exists
              (select 1 from scheduled_tasks where task_name = 'job' and task_instance = job.id::text)
            """)
        .query(UUID.class)
        .list();
  }

  /** Makes a job that failed, was cancelled or waits due at once. */
  boolean requeue(UUID id) {
    return jdbc.sql(
                """
                update job set state = 'QUEUED', cancel_requested = false, failures = 0, interruptions = 0,
                  problem_code = null, problem_detail = null, finished = null, updated = :now
                where id = :id and state in ('FAILED', 'CANCELLED', 'WAITING')
                """)
            .param("id", id)
            .param("now", now())
            .update()
        == 1;
  }

  /** Removes jobs that ended before a moment. */
  int purge(Instant before) {
    return jdbc.sql("delete from job where finished < :before and state not in " + ACTIVE)
        .param("before", utc(before))
        .update();
  }

  private Job job(ResultSet row, int index) throws SQLException {
    JobState state = JobState.valueOf(row.getString("state"));
    long done = row.getLong("done");
    Long total = row.getObject("total", Long.class);
    Instant updated = instant(row, "updated");
    Instant phaseStarted = instant(row, "phase_started");
    Double rate = state == JobState.QUEUED ? null : rate(done, phaseStarted, updated);
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        state,
        row.getString("phase"),
        done,
        total,
        rate,
        state == JobState.RUNNING ? end(done, total, rate, updated) : null,
        row.getString("created_by"),
        instant(row, "created"),
        updated,
        read(row, "units", UnitBalance.class, UnitBalance.NONE),
        read(row, "resources", ResourceBalance.class, ResourceBalance.NONE),
        row.getString("problem_code") == null
            ? null
            : new JobProblem(row.getString("problem_code"), row.getString("problem_detail")),
        read(row, "result", JsonNode.class, null),
        row.getString("dedup_key"),
        read(row, "parameters", JsonNode.class, null),
        row.getInt("attempts"));
  }

  private static @Nullable Double rate(long done, @Nullable Instant since, Instant until) {
    if (since == null || done == 0) {
      return null;
    }
    long millis = Math.max(1, Duration.between(since, until).toMillis());
    return Math.round(done * 1_000_000.0 / millis) / 1_000.0;
  }

  private static @Nullable Instant end(
      long done, @Nullable Long total, @Nullable Double rate, Instant updated) {
    if (total == null || rate == null || rate <= 0) {
      return null;
    }
    return updated.plusMillis(Math.round(Math.max(0, total - done) * 1_000 / rate));
  }

  private <T> @Nullable T read(ResultSet row, String column, Class<T> type, @Nullable T empty)
      throws SQLException {
    String text = row.getString(column);
    try {
      return text == null || (text.equals("{}") && empty != null)
          ? empty
          : json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column " + column + " of a job is not what was written", e);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not representable as JSON: " + value.getClass().getName(), e);
    }
  }

  private OffsetDateTime now() {
    return utc(clock.instant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
