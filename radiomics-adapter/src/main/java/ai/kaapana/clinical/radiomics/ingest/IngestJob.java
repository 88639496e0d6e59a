package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;

/** Brings in a file that was taken in; goes on where it was after a kill. */
final class IngestJob implements JobHandler {

  static final String KIND = "ingest";

  private final Passes passes;
  private final IngestTable ingests;
  private final Consumer<String> renamed;

  /**
   * The handler.
   *
   * @param renamed told the user when stored panels are to take over another name
   */
  IngestJob(Passes passes, IngestTable ingests, Consumer<String> renamed) {
    this.passes = passes;
    this.ingests = ingests;
    this.renamed = renamed;
  }

  /** Which file. */
  record Parameters(UUID ingest) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext job) throws IOException {
    var id = job.parameters(Parameters.class).ingest();
    var ingest =
        ingests
            .find(id)
            .orElseThrow(
                () -> new ProblemException(RadiomicsIssue.NOT_FOUND, HttpStatus.NOT_FOUND));
    job.phase("check", ingest.rows());
    var run = begin(ingest);
    job.phase("ingest", ingest.rows());
    job.advance(ingest.nextRow() - 1);
    try {
      passes.over(run, row -> row >= ingest.nextRow(), job);
    } finally {
      job.units(ingests.units(id));
      job.resources(ingests.resources(id));
    }
    ingests.state(id, Ingest.State.DONE, null);
    if (run.shared().renamed()) {
      renamed.accept(job.createdBy());
    }
    return new JobOutcome.Done(new Result(id, ingests.values(id)));
  }

  /** What a finished job shows beside its balances. */
  record Result(UUID ingest, ValueBalance values) {}

  private Run begin(Ingest ingest) throws IOException {
    try {
      return passes.begin(ingest, false);
    } catch (RefusedFileException e) {
      ingests.state(ingest.id(), Ingest.State.FAILED, e.issue().code());
      throw new ProblemException(e.issue(), HttpStatus.UNPROCESSABLE_ENTITY, e.detail());
    }
  }
}
