package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** What the jobs that look at single rows again have in common. */
final class RowsJob {

  private final Passes passes;
  private final IngestTable ingests;
  private final UnitTable units;
  private UnitBalance balance = UnitBalance.NONE;
  private ResourceBalance resources = ResourceBalance.NONE;
  private int gone;

  RowsJob(Passes passes, IngestTable ingests, UnitTable units) {
    this.passes = passes;
    this.ingests = ingests;
    this.units = units;
  }

  /** Brings some rows of a file to their end once more and adds them to the balance of the job. */
  void rows(UUID ingestId, Collection<Long> rows, boolean force, JobContext job)
      throws IOException {
    var ingest = ingests.find(ingestId).orElse(null);
    if (ingest == null) {
      return;
    }
    if (passes.keeps(ingest)) {
      over(ingest, Set.copyOf(rows), force, job);
    } else {
      units.giveUp(ingestId, rows);
      gone++;
    }
    for (var unit : units.ofRows(ingestId, rows).values()) {
      balance = balance.plus(one(unit));
      resources =
          resources.plus(
              new ResourceBalance(
                  unit.mapped(),
                  unit.created(),
                  unit.updated(),
                  (long) unit.mapped() - unit.created() - unit.updated()));
    }
    job.units(balance);
    job.resources(resources);
  }

  private void over(Ingest ingest, Set<Long> wanted, boolean force, JobContext job)
      throws IOException {
    try {
      passes.over(passes.begin(ingest, force), wanted::contains, job);
    } catch (RefusedFileException e) {
      throw new IllegalStateException("A kept file was accepted before", e);
    }
  }

  /** How many files are not kept any longer, so that nothing could be done about their rows. */
  int gone() {
    return gone;
  }

  private static UnitBalance one(Unit unit) {
    return new UnitBalance(
        1,
        unit.outcome() == Unit.Outcome.ACCEPTED ? 1 : 0,
        unit.outcome() == Unit.Outcome.UNCHANGED ? 1 : 0,
        unit.outcome() == Unit.Outcome.SKIPPED ? 1 : 0,
        unit.outcome() == Unit.Outcome.WAITING ? 1 : 0,
        unit.outcome() == Unit.Outcome.REJECTED ? 1 : 0);
  }
}
