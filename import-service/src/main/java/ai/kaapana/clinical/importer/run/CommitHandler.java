package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.SharedResources;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.RequireImaging;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.RejectedException;
import ai.kaapana.clinical.service.store.UnitResult;
import ai.kaapana.clinical.service.store.UnitResult.State;
import ai.kaapana.clinical.service.store.WriteUnit;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an import, patient by patient, and notes after each pack how far it has come. Run again
 * after a kill it goes on where it was; what the store has taken in between is met as unchanged.
 */
final class CommitHandler implements JobHandler {
  /** The kind of jobs that commit an import. */
  static final String KIND = "import";

  private static final Duration LOCKED = Duration.ofSeconds(3);
  private final Tables tables;
  private final UnitMaker units;
  private final Previewer previewer;
  private final MappingStore mappings;
  private final FhirStore store;
  private final DataSource source;
  private final TransactionTemplate transaction;
  private final ObjectMapper json;
  private final ImportSettings settings;

  CommitHandler(
      Tables tables,
      UnitMaker units,
      Previewer previewer,
      MappingStore mappings,
      FhirStore store,
      DataSource source,
      TransactionTemplate transaction,
      ObjectMapper json,
      ImportSettings settings) {
    this.tables = tables;
    this.units = units;
    this.previewer = previewer;
    this.mappings = mappings;
    this.store = store;
    this.source = source;
    this.transaction = transaction;
    this.json = json;
    this.settings = settings;
  }

  /** What the job is given. */
  record Parameters(String importId) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) {
    var id = context.parameters(Parameters.class).importId();
    var record = tables.imports().find(id).orElseThrow();
    var lock = DatasetLock.tryLock(source, record.dataset());
    if (lock.isEmpty()) {
      return new JobOutcome.Waiting(ImportIssue.DATASET_BUSY, LOCKED);
    }
    try {
      return new Run(context, record, store.onBehalfOf(context.createdBy())).all();
    } catch (RejectedException e) {
      tables.imports().state(id, ImportState.FAILED);
      throw e;
    } finally {
      lock.get().close();
    }
  }

  /** One run of one import. */
  private final class Run {
    private final JobContext context;
    private final ImportRecord record;
    private final FhirStore writer;
    private final TableMapping mapping;
    private ImportRun done;

    Run(JobContext context, ImportRecord record, FhirStore writer) {
      this.context = context;
      this.record = record;
      this.writer = writer;
      this.mapping = mappings.of(record);
      this.done = new ImportRun(UnitBalance.NONE, ResourceBalance.NONE);
    }

    JobOutcome all() {
      var after = tables.imports().progress(record);
      if (after.isEmpty()) {
        begin();
      } else {
        done =
            new ImportRun(
                json.convertValue(record.units(), UnitBalance.class),
                json.convertValue(record.resources(), ResourceBalance.class));
      }
      context.phase("mapping resources", -1);
      shared();
      Set<String> imaged =
          mapping.subject().requireImaging() == RequireImaging.ERROR
              ? Coverage.imagedPatients(writer)
              : Set.of();
      context.phase("patients", tables.rows().patients(record.id()));
      var mapper = units.mapper(record, mapping);
      for (var page = units.next(record, mapper, after, settings.packPatients());
          !page.isEmpty();
          page = units.next(record, mapper, after, settings.packPatients())) {
        context.checkCancelled();
        page(page, imaged);
        after = page.getLast().patientId();
        context.advance(page.size());
      }
      return end();
    }

    private void begin() {
      tables.findings().clear(record.id(), FindingTable.WRITE);
      var log = tables.findings().log(record.id(), FindingTable.WRITE);
      done = ImportRun.start(record, previewer.resolve(record, mapping, log));
      tell();
    }

    private void shared() {
      writer.forgetShared();
      var writes = writer.writeShared(SharedResources.of(mapping));
      tables.writes().confirm(record.id(), record.run(), WriteTable.SHARED, writes);
    }

    private void page(List<MappedUnit> page, Set<String> imaged) {
      Map<String, String> known =
          record.runForced()
              ? Map.of()
              : tables.fingerprints().find(record, page.stream().map(MappedUnit::hash).toList());
      List<MappedUnit> open = new ArrayList<>();
      List<MappedUnit> settled = new ArrayList<>();
      for (var unit : page) {
        if (unit.mapped().nothing() || refused(unit, imaged)) {
          done = done.rejected(unit);
        } else if (unit.fingerprint().equals(known.get(unit.hash()))) {
          done = done.skipped(unit);
          settled.add(unit);
        } else {
          open.add(unit);
        }
      }
      var results =
          open.isEmpty()
              ? List.<UnitResult>of()
              : writer.write(
                  open.stream().map(this::unit).toList(),
                  tables.writes().journal(record.id(), record.run()));
      checkpoint(page.getLast().patientId(), open, results, settled);
    }

    private boolean refused(MappedUnit unit, Set<String> imaged) {
      return !imaged.isEmpty()
          && !imaged.contains(ResourceIds.patient(settings.patientSystem(), unit.patientId()));
    }

    private void checkpoint(
        String last, List<MappedUnit> open, List<UnitResult> results, List<MappedUnit> settled) {
      List<MappedUnit> held = new ArrayList<>(settled);
      List<Finding> findings = new ArrayList<>();
      for (int at = 0; at < open.size(); at++) {
        var unit = open.get(at);
        var result = results.get(at);
        done = done.written(unit, result);
        if (result.state() == State.WRITTEN || result.state() == State.UNCHANGED) {
          held.add(unit);
        } else {
          findings.add(refusal(unit, result));
        }
      }
      transaction.executeWithoutResult(
          status -> {
            tables.fingerprints().save(record, held);
            tables.findings().add(record.id(), FindingTable.WRITE, findings);
            tables.imports().progress(record, last);
            tables.imports().balances(record.id(), done.units(), done.resources());
          });
      tell();
    }

    private Finding refusal(MappedUnit unit, UnitResult result) {
      boolean waits = result.state() == State.WAITING;
      var issue = waits ? ImportIssue.WAITING : ImportIssue.SERVER_REJECT;
      var refusal = result.refusal();
      return Finding.at(issue, waits ? Effect.NOTE : Effect.ROW_REJECTED)
          .row(unit.firstRow())
          .detail(refusal == null ? "" : refusal.status() + " " + refusal.code());
    }

    private WriteUnit unit(MappedUnit unit) {
      return new WriteUnit(
          unit.hash(), unit.mapped().statement(), unit.mapped().resources(), provenance());
    }

    // No row number, no run and no time of the run: the same file states the same.
    private ProvenanceStatement provenance() {
      return new ProvenanceStatement(
          "import",
          settings.component(),
          settings.version(),
          context.createdBy(),
          List.of(
              new ProvenanceStatement.Source(Clinical.sid("file-sha256"), record.fileHash(), null),
              new ProvenanceStatement.Source(
                  IdSpace.MAPPING.system(),
                  record.mappingName() + "|" + record.mappingVersion(),
                  record.mappingHash())),
          List.of(new ProvenanceStatement.Detail("dataset", record.dataset())),
          record.created());
    }

    private JobOutcome end() {
      if (tables.fingerprints().vanished(record) > 0) {
        tables
            .findings()
            .add(
                record.id(),
                FindingTable.WRITE,
                List.of(
                    Finding.at(ImportIssue.VANISHED, Effect.NOTE)
                        .detail(tables.fingerprints().vanished(record) + " patients")));
      }
      tables.imports().balances(record.id(), done.units(), done.resources());
      tables.imports().state(record.id(), ImportState.DONE);
      tell();
      return new JobOutcome.Done(
          Map.of("import", record.id(), "dataset", record.dataset(), "run", record.run()));
    }

    private void tell() {
      context.units(done.units());
      context.resources(done.resources());
    }
  }
}
