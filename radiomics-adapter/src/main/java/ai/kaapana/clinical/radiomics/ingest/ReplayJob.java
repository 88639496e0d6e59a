package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Tries one result again, by order of a user. */
final class ReplayJob implements JobHandler {

  static final String KIND = "replay";

  private final Passes passes;
  private final IngestTable ingests;
  private final UnitTable units;

  ReplayJob(Passes passes, IngestTable ingests, UnitTable units) {
    this.passes = passes;
    this.ingests = ingests;
    this.units = units;
  }

  /** Which result. */
  record Parameters(UUID unit) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext job) throws IOException {
    var unit = units.find(job.parameters(Parameters.class).unit());
    job.phase("replay", 1);
    if (unit.isPresent()) {
      new RowsJob(passes, ingests, units)
          .rows(unit.get().ingest(), List.of(unit.get().row()), false, job);
    }
    return new JobOutcome.Done(null);
  }
}
