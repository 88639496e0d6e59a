package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.store.FhirStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.springframework.transaction.support.TransactionTemplate;

/** Goes over kept files and brings the wanted rows to their end, a few at a time. */
class Passes {

  private final ResultReader reader;
  private final FeatureCatalogue catalogue;
  private final Spool spool;
  private final IngestTable ingests;
  private final UnitTable units;
  private final FingerprintTable fingerprints;
  private final UnitProcessor processor;
  private final FhirStore store;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final int rowsAtOnce;

  Passes(
      ResultReader reader,
      FeatureCatalogue catalogue,
      Tables tables,
      UnitProcessor processor,
      FhirStore store,
      TransactionTemplate transaction,
      Clock clock,
      int rowsAtOnce) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.spool = tables.spool();
    this.ingests = tables.ingests();
    this.units = tables.units();
    this.fingerprints = tables.fingerprints();
    this.processor = processor;
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
    this.rowsAtOnce = rowsAtOnce;
  }

  /** The tables of this service. */
  record Tables(Spool spool, IngestTable ingests, UnitTable units, FingerprintTable fingerprints) {}

  /** Whether the file of an ingest is still kept. */
  boolean keeps(Ingest ingest) {
    return spool.keeps(ingest.fileHash());
  }

  /**
   * Looks at a kept file as a whole.
   *
   * @throws RefusedFileException if nothing of it may be used
   */
  Run begin(Ingest ingest, boolean force) throws RefusedFileException, IOException {
    var setup =
        Setup.of(catalogue, ingest.parameters(), ingest.parameterFile(), ingest.objectKey());
    var findings =
        new FileCheck(reader, setup.columns(), setup.configurations())
            .run(() -> spool.open(ingest.fileHash()));
    var mine = store.onBehalfOf(ingest.createdBy());
    var shared = new SharedResources(mine, ingest.parameters().configurationName());
    return new Run(ingest, setup, findings, mine, shared, force);
  }

  /** Brings rows to their end; ends early, between rows, when the job is told to. */
  void over(Run run, LongPredicate wanted, JobContext job) throws IOException {
    var batch = new ArrayList<RoiResult>();
    try (var in = spool.open(run.ingest().fileHash())) {
      reader.read(
          in,
          row -> {
            if (wanted.test(row.row())) {
              batch.add(row);
            }
            if (batch.size() >= rowsAtOnce) {
              settle(run, batch, job);
            }
            return true;
          });
    } catch (UnreadableResultException e) {
      throw new IllegalStateException("A kept file was readable before", e);
    }
    settle(run, batch, job);
  }

  private void settle(Run run, List<RoiResult> batch, JobContext job) {
    if (batch.isEmpty()) {
      return;
    }
    job.checkCancelled();
    var settled = processor.process(run, List.copyOf(batch));
    var next = batch.getLast().row() + 1;
    transaction.executeWithoutResult(
        status -> {
          settled.units().forEach(units::save);
          settled.replaced().forEach(this::forget);
          settled.fingerprints().forEach(print -> fingerprints.save(print, clock.instant()));
          ingests.nextRow(run.ingest().id(), next);
          saveShared(run);
        });
    job.advance(batch.size());
    batch.clear();
  }

  private void forget(String panel) {
    fingerprints.forget(panel);
    units.settle(panel);
  }

  /**
   * A run that goes on after a kill finds the shared resources written; the first account stays.
   */
  private void saveShared(Run run) {
    if (run.ingest().shared().mapped() == 0) {
      ingests.shared(run.ingest().id(), run.shared().account());
    }
  }
}
