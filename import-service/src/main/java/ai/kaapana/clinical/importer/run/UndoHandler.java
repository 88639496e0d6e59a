package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.PatientMapper;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.run.WriteTable.Noted;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.RejectedException;
import ai.kaapana.clinical.service.store.UndoResult;
import ai.kaapana.clinical.service.store.UndoUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes back what an import wrote, patient by patient: each in one transaction of the store, after
 * which the import's memory of the patient is dropped. What a later run changed is left alone and
 * reported.
 */
final class UndoHandler implements JobHandler {
  /** The kind of jobs that undo an import. */
  static final String KIND = "import-undo";

  private static final Duration LOCKED = Duration.ofSeconds(3);
  private static final String PATIENT = "Patient";
  private final Tables tables;
  private final MappingStore mappings;
  private final FhirStore store;
  private final DataSource source;
  private final TransactionTemplate transaction;

  UndoHandler(
      Tables tables,
      MappingStore mappings,
      FhirStore store,
      DataSource source,
      TransactionTemplate transaction) {
    this.tables = tables;
    this.mappings = mappings;
    this.store = store;
    this.source = source;
    this.transaction = transaction;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) {
    var id = context.parameters(CommitHandler.Parameters.class).importId();
    var record = tables.imports().find(id).orElseThrow();
    var lock = DatasetLock.tryLock(source, record.dataset());
    if (lock.isEmpty()) {
      return new JobOutcome.Waiting(ImportIssue.DATASET_BUSY, LOCKED);
    }
    try {
      return new Undo(context, record, store.onBehalfOf(context.createdBy())).all();
    } catch (RejectedException e) {
      tables.imports().state(id, ImportState.FAILED);
      throw e;
    } finally {
      lock.get().close();
    }
  }

  /** What a resource's writes of this import come to. */
  private record Net(UndoUnit.Written written, int runs) {}

  /** One undo of one import. */
  private final class Undo {
    private final JobContext context;
    private final ImportRecord record;
    private final FhirStore writer;
    private final TableMapping mapping;
    private int deleted;
    private int restored;
    private int kept;

    Undo(JobContext context, ImportRecord record, FhirStore writer) {
      this.context = context;
      this.record = record;
      this.writer = writer;
      this.mapping = mappings.of(record);
    }

    JobOutcome all() {
      context.phase("patients", tables.writes().patients(record.id()));
      for (var patient = tables.writes().nextPatient(record.id());
          patient.isPresent();
          patient = tables.writes().nextPatient(record.id())) {
        context.checkCancelled();
        if (patient.get().equals(WriteTable.SHARED)) {
          shared();
        } else {
          patient(patient.get());
        }
        context.advance(1);
      }
      writer.forgetShared();
      tables.imports().balances(record.id(), null, null);
      tables.imports().state(record.id(), ImportState.UNDONE);
      return new JobOutcome.Done(
          Map.of(
              "import",
              record.id(),
              "deleted",
              deleted,
              "restored",
              restored,
              "changedLater",
              kept));
    }

    // Other imports may still stand on the mapping; then one of them takes it over.
    private void shared() {
      var other = tables.imports().otherWithMapping(record);
      if (other.isPresent()) {
        tables.writes().hand(record.id(), WriteTable.SHARED, other.get());
        return;
      }
      var written = net(tables.writes().of(record.id(), WriteTable.SHARED));
      settle(WriteTable.SHARED, writer.undo(new UndoUnit(WriteTable.SHARED, written, null)));
    }

    private void patient(String patient) {
      var noted = tables.writes().of(record.id(), patient);
      var all = net(noted);
      var own = all.stream().filter(w -> !w.type().equals(PATIENT)).toList();
      var part =
          all.stream()
              .filter(w -> w.type().equals(PATIENT))
              .findFirst()
              .map(w -> new UndoUnit.PatientPart(w.id(), statements(), w.previousVersion()))
              .orElse(null);
      settle(patient, writer.undo(new UndoUnit(patient, own, part)));
    }

    private String statements() {
      return PatientStatement.datasetSource(PatientMapper.statementName(mapping));
    }

    private void settle(String patient, UndoResult result) {
      deleted += result.deleted();
      restored += result.restored();
      kept += result.kept().size();
      List<Finding> findings = new ArrayList<>();
      for (var left : result.kept()) {
        findings.add(Finding.at(ImportIssue.CHANGED_LATER, Effect.NOTE).detail(left.type()));
      }
      transaction.executeWithoutResult(
          status -> {
            tables.findings().add(record.id(), FindingTable.WRITE, findings);
            tables.fingerprints().drop(record, patient);
            tables.writes().forget(record.id(), patient);
          });
    }

    // Several runs of one import that followed each other on a resource are undone as one.
    private List<UndoUnit.Written> net(List<Noted> newestFirst) {
      Map<String, Net> net = new LinkedHashMap<>();
      for (var noted : newestFirst) {
        var version = version(noted);
        if (version.isEmpty()) {
          continue;
        }
        net.merge(
            noted.type() + "/" + noted.id(),
            new Net(
                new UndoUnit.Written(
                    noted.type(), noted.id(), version.get(), noted.previousVersion()),
                1),
            UndoHandler::joined);
      }
      return net.values().stream().map(Net::written).toList();
    }

    // A write whose answer was lost happened if the store holds just its content.
    private Optional<String> version(Noted noted) {
      if (noted.version() != null) {
        return Optional.of(noted.version());
      }
      Class<? extends Resource> type = ResourceFactory.createResource(noted.type()).getClass();
      Optional<? extends Resource> current = writer.read(type, noted.id());
      return current
          .filter(resource -> Canonical.hash(resource).equals(noted.contentHash()))
          .map(resource -> resource.getMeta().getVersionId());
    }
  }

  private static Net joined(Net newer, Net older) {
    @Nullable String before = newer.written().previousVersion();
    if (before == null || !before.equals(older.written().version())) {
      return newer;
    }
    var written = newer.written();
    return new Net(
        new UndoUnit.Written(
            written.type(), written.id(), written.version(), older.written().previousVersion()),
        newer.runs() + older.runs());
  }
}
