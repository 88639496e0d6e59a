package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import java.io.IOException;
import java.time.Clock;

/** Tries the results again that are due. */
final class RetryWaitingJob implements JobHandler {

  static final String KIND = "retry-waiting";

  private static final int ROWS = 10_000;

  private final Passes passes;
  private final IngestTable ingests;
  private final UnitTable units;
  private final Clock clock;

  RetryWaitingJob(Passes passes, IngestTable ingests, UnitTable units, Clock clock) {
    this.passes = passes;
    this.ingests = ingests;
    this.units = units;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext job) throws IOException {
    var due = units.due(clock.instant(), ROWS);
    job.phase("retry", due.values().stream().mapToLong(rows -> rows.size()).sum());
    var rows = new RowsJob(passes, ingests, units);
    for (var entry : due.entrySet()) {
      rows.rows(entry.getKey(), entry.getValue(), false, job);
    }
    return new JobOutcome.Done(null);
  }
}
