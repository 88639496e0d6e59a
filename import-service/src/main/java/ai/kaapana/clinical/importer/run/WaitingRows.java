package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.service.job.RecurringWork;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an import again when the store has got a study or series that some of its rows wait for. */
final class WaitingRows implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(WaitingRows.class);
  private final Tables tables;
  private final Previewer previewer;
  private final MappingStore mappings;
  private final Imports imports;
  private final Duration interval;

  WaitingRows(
      Tables tables,
      Previewer previewer,
      MappingStore mappings,
      Imports imports,
      Duration interval) {
    this.tables = tables;
    this.previewer = previewer;
    this.mappings = mappings;
    this.imports = imports;
    this.interval = interval;
  }

  @Override
  public String name() {
    return "waiting-rows";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public void run() {
    for (var record : tables.imports().waiting()) {
      try {
        if (canGoOn(record)) {
          imports.goOn(record);
          log.atInfo().addKeyValue("event", "waiting_rows_found").log("an import goes on");
        }
      } catch (ProblemException e) {
        // Another one may well go on.
        log.atWarn()
            .addKeyValue("event", "waiting_rows_failed")
            .addKeyValue("code", e.code().code())
            .log("an import with waiting rows cannot go on");
      }
    }
  }

  // Rows that no study holds up were put off by the store, and it may take them now.
  private boolean canGoOn(ImportRecord record) {
    var unresolved = previewer.resolve(record, mappings.of(record), new FindingLog(findings -> {}));
    return unresolved.waiting() < waiting(record);
  }

  private static long waiting(ImportRecord record) {
    return record.units() == null ? 0 : record.units().path("waiting").asLong();
  }
}
