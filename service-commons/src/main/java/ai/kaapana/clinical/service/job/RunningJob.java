package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.job.JobStoppedException.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The context of one run: gathers progress and writes it at most twice a second. */
final class RunningJob implements JobContext {

  private static final Duration BETWEEN_WRITES = Duration.ofMillis(500);

  private final Job job;
  private final UUID lease;
  private final JobTable table;
  private final ObjectMapper json;
  private final Clock clock;
  private final BooleanSupplier stopping;

  private @Nullable String phase;
  private @Nullable Instant phaseStarted;
  private long done;
  private @Nullable Long total;
  private UnitBalance units = UnitBalance.NONE;
  private ResourceBalance resources = ResourceBalance.NONE;
  private Instant nextWrite = Instant.EPOCH;
  private @Nullable Reason told;
  private @Nullable Reason seen;

  RunningJob(
      Job job,
      UUID lease,
      JobTable table,
      ObjectMapper json,
      Clock clock,
      BooleanSupplier stopping) {
    this.job = job;
    this.lease = lease;
    this.table = table;
    this.json = json;
    this.clock = clock;
    this.stopping = stopping;
  }

  @Override
  public UUID jobId() {
    return job.id();
  }

  @Override
  public String createdBy() {
    return job.createdBy();
  }

  @Override
  public int attempt() {
    return job.attempts();
  }

  @Override
  public JsonNode parameters() {
    return job.parameters();
  }

  @Override
  public <T> T parameters(Class<T> type) {
    try {
      return json.treeToValue(job.parameters(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the parameters of a job are not of type " + type.getName(), e);
    }
  }

  @Override
  public synchronized void phase(String name, long newTotal) {
    phase = name;
    total = newTotal < 0 ? null : Long.valueOf(newTotal);
    done = 0;
    phaseStarted = clock.instant();
    writeIfDue();
  }

  @Override
  public synchronized void advance(long count) {
    done += count;
    writeIfDue();
  }

  @Override
  public synchronized void units(UnitBalance balance) {
    units = balance;
    writeIfDue();
  }

  @Override
  public synchronized void resources(ResourceBalance balance) {
    resources = balance;
    writeIfDue();
  }

  @Override
  public synchronized boolean cancelled() {
    writeIfDue();
    if (seen == null && stopping.getAsBoolean()) {
      seen = Reason.SHUTDOWN;
    }
    told = seen;
    return told != null;
  }

  @Override
  public void checkCancelled() {
    if (cancelled()) {
      throw new JobStoppedException(toldToStop().orElseThrow());
    }
  }

  /** Why the handler was told to end, if it was. */
  synchronized Optional<Reason> toldToStop() {
    return Optional.ofNullable(told);
  }

  /** Writes what is not written yet; false if the lease is lost. */
  synchronized boolean flush() {
    Optional<Boolean> cancel = table.progress(job.id(), lease, progress());
    if (cancel.isEmpty()) {
      seen = Reason.LEASE_LOST;
    } else if (cancel.get()) {
      seen = Reason.CANCELLED;
    }
    return cancel.isPresent();
  }

  synchronized boolean balances() {
    return units.balances() && resources.balances();
  }

  private void writeIfDue() {
    Instant now = clock.instant();
    if (!now.isBefore(nextWrite)) {
      nextWrite = now.plus(BETWEEN_WRITES);
      flush();
    }
  }

  private JobTable.Progress progress() {
    return new JobTable.Progress(phase, phaseStarted, done, total, units, resources);
  }
}
