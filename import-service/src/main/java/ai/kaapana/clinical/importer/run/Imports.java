package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.JobState;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.service.store.FhirStore;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports, from the upload to their undo. */
public final class Imports {
  private static final int ID_LENGTH = 32;
  private static final int NAME_LENGTH = 200;
  private final Tables tables;
  private final Spool spool;
  private final Stager stager;
  private final Previewer previewer;
  private final MappingStore mappings;
  private final MappingFinder finder;
  private final FhirStore store;
  private final Jobs jobs;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ImportProperties properties;
  private final String patientSystem;

  Imports(
      Tables tables,
      ImportParts parts,
      FhirStore store,
      Jobs jobs,
      TransactionTemplate transaction,
      Clock clock,
      ImportProperties properties,
      String patientSystem) {
    this.tables = tables;
    this.spool = parts.spool();
    this.stager = parts.stager();
    this.previewer = parts.previewer();
    this.mappings = parts.mappings();
    this.finder = parts.finder();
    this.store = store;
    this.jobs = jobs;
    this.transaction = transaction;
    this.clock = clock;
    this.properties = properties;
    this.patientSystem = patientSystem;
  }

  /**
   * An upload.
   *
   * @param content the file
   * @param fileName its name, shown and matched, never used as a path
   * @param mapping the mapping document; without one a stored mapping is used
   * @param mappingName the name of a stored mapping
   * @param dataset another dataset than the mapping's
   * @param sheet the sheet of a workbook
   */
  public record Upload(
      InputStream content,
      String fileName,
      Optional<String> mapping,
      Optional<String> mappingName,
      Optional<String> dataset,
      Optional<String> sheet) {}

  /**
   * What a commit confirms.
   *
   * @param force trust no fingerprint
   * @param confirmLowCoverage import although few rows have imaging
   * @param confirmRejected import although many rows are rejected
   */
  public record Confirmation(boolean force, boolean confirmLowCoverage, boolean confirmRejected) {}

  /**
   * Takes a file, stages its rows and says what an import would do. The same file with the same
   * mapping, dataset and sheet is the same import.
   */
  public ImportView create(Upload upload, String user) {
    Optional<TableMapping> given = upload.mapping().map(mappings::read);
    var file = spool.take(upload.content());
    var name = display(upload.fileName());
    var found =
        given
            .or(
                () ->
                    upload.mappingName().map(stored -> mappings.read(mappings.get(stored).text())))
            .orElseGet(() -> finder.find(file.path(), name));
    var mapping = upload.dataset().map(found::forDataset).orElse(found);
    var sheet = upload.sheet().orElse("");
    var id =
        Canonical.hash(
                String.join(
                    "\n", file.hash(), MappingStore.hash(mapping), mapping.dataset(), sheet))
            .substring(0, ID_LENGTH);
    if (tables.imports().find(id).isEmpty()) {
      stage(id, file, name, mapping, sheet, user);
    }
    given.ifPresent(document -> mappings.save(document, user));
    return preview(id);
  }

  private void stage(
      String id, Spool.Spooled file, String name, TableMapping mapping, String sheet, String user) {
    try {
      transaction.executeWithoutResult(
          status -> {
            tables.imports().insert(fresh(id, file, name, mapping, sheet, user));
            var outcome =
                stager.stage(
                    id, file.path(), mapping, Optional.of(sheet).filter(s -> !s.isEmpty()));
            tables
                .imports()
                .staged(
                    id,
                    outcome.columns().toArray(String[]::new),
                    outcome.sheet(),
                    outcome.read(),
                    outcome.unreadable());
          });
    } catch (TableRefused e) {
      if (!tables.imports().fileUsed(file.hash())) {
        spool.drop(file.hash());
      }
      throw refused(e.finding());
    }
  }

  private ImportRecord fresh(
      String id, Spool.Spooled file, String name, TableMapping mapping, String sheet, String user) {
    var now = clock.instant();
    return new ImportRecord(
        id,
        ImportState.PREVIEWED,
        name,
        file.hash(),
        file.size(),
        mapping.name(),
        mapping.version(),
        MappingStore.hash(mapping),
        mapping.text(),
        mapping.dataset(),
        sheet,
        List.of(),
        0,
        0,
        null,
        0,
        false,
        null,
        null,
        null,
        user,
        now,
        now);
  }

  private static ProblemException refused(Finding finding) {
    var place =
        Stream.of(
                finding.sheet().isEmpty() ? "" : "sheet " + finding.sheet(),
                finding.row() == 0 ? "" : "row " + finding.row(),
                finding.column().isEmpty() ? "" : "column " + finding.column(),
                finding.detail())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    var status =
        finding.issue() == ImportIssue.LIMIT
            ? HttpStatus.PAYLOAD_TOO_LARGE
            : HttpStatus.UNPROCESSABLE_ENTITY;
    return new ProblemException(finding.issue(), status, place);
  }

  private static String display(String fileName) {
    var plain = fileName.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").replaceAll("^.*[/\\\\]", "");
    return plain.length() > NAME_LENGTH ? plain.substring(0, NAME_LENGTH) : plain;
  }

  /** One import. */
  public ImportView get(String id) {
    return view(record(id));
  }

  /** The newest imports. */
  public List<ImportView> list(int limit) {
    return tables.imports().list(limit).stream().map(this::view).toList();
  }

  /**
   * The columns of an import that hold a concept, by the concept's name. An event that is the
   * patient's death says also whether the patient is deceased.
   */
  public Map<String, List<String>> columns(String id) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (var rule : mappings.of(record(id)).columns().values()) {
      add(columns, rule.concept().name(), rule.column());
      if (rule.death()) {
        add(columns, "patient.deceased", rule.column());
      }
    }
    return columns;
  }

  private static void add(Map<String, List<String>> columns, String concept, String column) {
    columns.computeIfAbsent(concept, name -> new ArrayList<>()).add(column);
  }

  /** What the file of an import says of a patient. */
  public SourceRows rows(String id, String patientId) {
    var names = record(id).columns();
    var rows =
        tables.rows().ofPatient(id, patientId).stream()
            .map(row -> new SourceRows.Row(row.number(), named(names, row.cells())))
            .toList();
    return new SourceRows(columns(id), rows);
  }

  private static Map<String, String> named(List<String> names, List<Cell> cells) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int at = 0; at < Math.min(names.size(), cells.size()); at++) {
      if (!cells.get(at).blank()) {
        named.put(names.get(at), cells.get(at).text());
      }
    }
    return named;
  }

  /** Says anew what an import would do now. */
  public ImportView preview(String id) {
    var record = record(id);
    tables.imports().previewed(id, previewer.preview(record, mappings.of(record)));
    return get(id);
  }

  /** Begins a run that writes the import. */
  public Job commit(String id, Confirmation confirmation, String user) {
    var record = record(id);
    check(record, confirmation);
    return begin(record, ImportState.COMMITTING, CommitHandler.KIND, confirmation.force(), user);
  }

  /** Begins a run for rows that waited, as whoever ran the import last, who has confirmed all. */
  Job goOn(ImportRecord record) {
    var user = job(record.job()).map(Job::createdBy).orElse(record.createdBy());
    return begin(record, ImportState.COMMITTING, CommitHandler.KIND, false, user);
  }

  /** Ends the run that writes an import or takes it back; what is written so far stays. */
  public void cancel(String id) {
    jobs.cancel(jobOf(record(id)));
  }

  /** Goes on with a run that was cancelled or has failed, where it ended. */
  public void resume(String id) {
    jobs.resume(jobOf(record(id)));
  }

  private static UUID jobOf(ImportRecord record) {
    return Optional.ofNullable(record.job()).orElseThrow(() -> wrongState(record));
  }

  /** Begins a run that takes back what the import wrote. */
  public Job undo(String id, String user) {
    var record = record(id);
    if (record.run() == 0) {
      throw wrongState(record);
    }
    return begin(record, ImportState.UNDOING, UndoHandler.KIND, false, user);
  }

  private void check(ImportRecord record, Confirmation confirmation) {
    var mapping = mappings.of(record);
    var log = new FindingLog(findings -> {});
    previewer.resolve(record, mapping, log);
    Set<String> imaged = Coverage.imagedPatients(store);
    var counter = new Coverage.Counter(imaged);
    tables
        .rows()
        .rowsPerPatient(record.id())
        .forEach((patient, rows) -> counter.add(ResourceIds.patient(patientSystem, patient), rows));
    var coverage = counter.end(properties.coverage().minimum());
    if (!coverage.sufficient() && !confirmation.confirmLowCoverage()) {
      throw new ProblemException(
          ImportIssue.LOW_COVERAGE,
          HttpStatus.CONFLICT,
          String.format(
              Locale.ROOT,
              "%d of %d rows have imaging, %d patients with imaging have no row",
              coverage.rowsWithImaging(),
              coverage.rows(),
              coverage.imagingWithoutRow()));
    }
    long rejected = rejected(record);
    boolean tooMany = rejected > properties.rejected().maximum() * record.rowsRead();
    if (tooMany && !confirmation.confirmRejected()) {
      throw new ProblemException(
          ImportIssue.TOO_MANY_REJECTED,
          HttpStatus.CONFLICT,
          rejected + " of " + record.rowsRead() + " rows are rejected");
    }
  }

  private static long rejected(ImportRecord record) {
    var preview = record.preview();
    return preview == null
        ? record.rowsUnreadable()
        : preview.path("rows").path("rejected").asLong();
  }

  private Job begin(ImportRecord record, ImportState to, String kind, boolean force, String user) {
    if (active(record)) {
      return activeJob(record, kind);
    }
    var begun =
        transaction.execute(
            status -> {
              if (!tables.imports().begin(record.id(), record.state(), to, force)) {
                throw wrongState(record);
              }
              var job =
                  jobs.submit(kind, new CommitHandler.Parameters(record.id()), user, record.id());
              tables.imports().job(record.id(), job.id());
              return job;
            });
    if (begun == null) {
      throw wrongState(record);
    }
    return begun;
  }

  private boolean active(ImportRecord record) {
    return job(record.job())
        .map(Job::state)
        .filter(
            state ->
                state == JobState.QUEUED || state == JobState.RUNNING || state == JobState.WAITING)
        .isPresent();
  }

  // The same request again meets the job that already does it.
  private Job activeJob(ImportRecord record, String kind) {
    return job(record.job())
        .filter(job -> job.kind().equals(kind))
        .orElseThrow(() -> wrongState(record));
  }

  private Optional<Job> job(UUID id) {
    return Optional.ofNullable(id).flatMap(jobs::find);
  }

  private static ProblemException wrongState(ImportRecord record) {
    return new ProblemException(
        ImportIssue.WRONG_STATE, HttpStatus.CONFLICT, "the import is " + record.state());
  }

  /** Gives every finding of an import. */
  public void findings(String id, Consumer<Finding> consumer) {
    tables.findings().each(record(id).id(), consumer);
  }

  private ImportRecord record(String id) {
    return tables
        .imports()
        .find(id)
        .orElseThrow(() -> new ProblemException(ImportIssue.NOT_FOUND, HttpStatus.NOT_FOUND));
  }

  private ImportView view(ImportRecord record) {
    return ImportView.of(record);
  }

  /** A mapping document by its name. */
  public MappingView mapping(String name) {
    return MappingView.of(mappings.get(name));
  }

  /** All stored mappings. */
  public List<MappingView> mappings() {
    return mappings.list().stream().map(MappingView::of).toList();
  }

  /** Checks and stores a mapping under its name. */
  public MappingView storeMapping(String name, String document, String user) {
    var mapping = mappings.read(document);
    if (!mapping.name().equals(name)) {
      throw new ProblemException(
          ImportIssue.MAPPING_INVALID,
          HttpStatus.UNPROCESSABLE_ENTITY,
          "metadata.name: must be " + name);
    }
    mappings.save(mapping, user);
    return mapping(name);
  }
}
