package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.store.FhirStore;
import java.io.IOException;
import java.util.stream.LongStream;

/** Brings in all kept files once more, for a store that was restored or emptied. */
final class ReingestJob implements JobHandler {

  static final String KIND = "reingest";

  private final Passes passes;
  private final IngestTable ingests;
  private final UnitTable units;
  private final FhirStore store;

  ReingestJob(Passes passes, IngestTable ingests, UnitTable units, FhirStore store) {
    this.passes = passes;
    this.ingests = ingests;
    this.units = units;
    this.store = store;
  }

  /**
   * How.
   *
   * @param force whether no fingerprint is trusted
   */
  record Parameters(boolean force) {}

  /**
   * What a finished job shows beside its balances.
   *
   * @param files files that were brought in once
   * @param notKept how many of them ended their retention and have to be sent again
   */
  record Result(int files, int notKept) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext job) throws IOException {
    var force = job.parameters(Parameters.class).force();
    if (force) {
      store.forgetShared();
    }
    var all = ingests.all().stream().flatMap(id -> ingests.find(id).stream()).toList();
    job.phase("reingest", all.stream().mapToLong(Ingest::rows).sum());
    var rows = new RowsJob(passes, ingests, units);
    for (var ingest : all) {
      rows.rows(ingest.id(), LongStream.rangeClosed(1, ingest.rows()).boxed().toList(), force, job);
    }
    return new JobOutcome.Done(new Result(all.size(), rows.gone()));
  }
}
