package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.RowOutcome;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.RequireImaging;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says what an import would do: maps everything, compares with the last import, writes nothing. */
final class Previewer {
  private static final int PAGE = 200;
  private final RowTable rows;
  private final FindingTable findings;
  private final FingerprintTable fingerprints;
  private final UnitMaker units;
  private final FhirStore store;
  private final ImportProperties properties;
  private final String patientSystem;

  Previewer(
      Tables tables,
      UnitMaker units,
      FhirStore store,
      ImportProperties properties,
      String patientSystem) {
    this.rows = tables.rows();
    this.findings = tables.findings();
    this.fingerprints = tables.fingerprints();
    this.units = units;
    this.store = store;
    this.properties = properties;
    this.patientSystem = patientSystem;
  }

  /** The preview of an import, its findings written as those of its mapping. */
  Preview preview(ImportRecord record, TableMapping mapping) {
    findings.clear(record.id(), FindingTable.MAP);
    var log = findings.log(record.id(), FindingTable.MAP);
    var unresolved = resolve(record, mapping, log);
    var count = new Count(mapping, Coverage.imagedPatients(store), log);
    var mapper = units.mapper(record, mapping);
    var after = "";
    for (var page = units.next(record, mapper, after, PAGE);
        !page.isEmpty();
        page = units.next(record, mapper, after, PAGE)) {
      var known = fingerprints.find(record, page.stream().map(MappedUnit::hash).toList());
      page.forEach(unit -> count.add(unit, known.get(unit.hash())));
      after = page.getLast().patientId();
    }
    return count.end(record, unresolved);
  }

  /**
   * Rows whose key leads to no patient.
   *
   * @param waiting rows whose study or series is not in the store yet
   * @param ambiguous rows whose key belongs to several patients
   */
  record Unresolved(long waiting, long ambiguous) {
    static final Unresolved NONE = new Unresolved(0, 0);
  }

  /** Finds patients for keys that are not PatientIDs. */
  Unresolved resolve(ImportRecord record, TableMapping mapping, FindingLog log) {
    var keys = rows.unresolved(record.id());
    if (keys.isEmpty()) {
      return Unresolved.NONE;
    }
    var resolved = new Resolver(store, patientSystem).resolve(mapping.subject().key(), keys);
    rows.resolve(record.id(), resolved.patients());
    long ambiguous = 0;
    var without = rows.rowsWithout(record.id());
    for (var row : without.entrySet()) {
      boolean several = resolved.ambiguous().contains(row.getValue());
      ambiguous += several ? 1 : 0;
      var finding =
          several
              ? Finding.at(ImportIssue.KEY_AMBIGUOUS, Effect.ROW_REJECTED)
              : Finding.at(ImportIssue.KEY_UNRESOLVED, Effect.NOTE);
      log.add(finding.row(row.getKey()).column(mapping.subject().column()));
    }
    return new Unresolved(without.size() - ambiguous, ambiguous);
  }

  /** Adds up what the patients of one import are. */
  private final class Count {
    private final TableMapping mapping;
    private final Coverage.Counter coverage;
    private final FindingLog log;
    private final Map<String, Long> resources = new TreeMap<>();
    private final Map<String, Long> details = new TreeMap<>();
    private long patients;
    private long fresh;
    private long changed;
    private long unchanged;
    private long acceptedRows;
    private long unchangedRows;
    private long skippedRows;
    private long rejectedRows;

    Count(TableMapping mapping, Set<String> imaged, FindingLog log) {
      this.mapping = mapping;
      this.coverage = new Coverage.Counter(imaged);
      this.log = log;
    }

    void add(MappedUnit unit, String before) {
      patients++;
      log.addAll(unit.mapped().findings());
      var id = ResourceIds.patient(patientSystem, unit.patientId());
      boolean imaged = coverage.add(id, unit.mapped().outcomes().size());
      if (!imaged && coverage.applicable() && withoutImaging(unit)) {
        rejectedRows += unit.mapped().outcomes().size();
        return;
      }
      rejectedRows += unit.rows(RowOutcome.REJECTED);
      skippedRows += unit.rows(RowOutcome.SKIPPED);
      long accepted = unit.rows(RowOutcome.ACCEPTED);
      if (unit.fingerprint().equals(before)) {
        unchanged++;
        unchangedRows += accepted;
      } else {
        fresh += before == null ? 1 : 0;
        changed += before == null ? 0 : 1;
        acceptedRows += accepted;
      }
      if (!unit.mapped().nothing()) {
        count(unit);
      }
    }

    // Answers whether the patient's rows are rejected for it.
    private boolean withoutImaging(MappedUnit unit) {
      var require = mapping.subject().requireImaging();
      boolean reject = require == RequireImaging.ERROR;
      if (require != RequireImaging.IGNORE) {
        log.add(
            Finding.at(ImportIssue.NO_IMAGING, reject ? Effect.ROW_REJECTED : Effect.NOTE)
                .row(unit.firstRow())
                .column(mapping.subject().column()));
      }
      return reject;
    }

    private void count(MappedUnit unit) {
      resources.merge("Patient", 1L, Long::sum);
      unit.mapped()
          .statement()
          .stated()
          .keySet()
          .forEach(element -> details.merge("Patient." + element.code(), 1L, Long::sum));
      for (var resource : unit.mapped().resources()) {
        resources.merge(resource.fhirType(), 1L, Long::sum);
        Details.of(resource).forEach(detail -> details.merge(detail, 1L, Long::sum));
      }
    }

    Preview end(ImportRecord record, Unresolved unresolved) {
      var share = coverage.end(properties.coverage().minimum());
      if (share.applicable() && share.imagingWithoutRow() > 0) {
        log.add(
            Finding.at(ImportIssue.IMAGING_WITHOUT_ROW, Effect.NOTE)
                .detail(share.imagingWithoutRow() + " patients"));
      }
      log.flush();
      long vanished = fingerprints.count(record) - changed - unchanged;
      var balance =
          new UnitBalance(
              record.rowsRead(),
              acceptedRows,
              unchangedRows,
              skippedRows,
              unresolved.waiting(),
              rejectedRows + unresolved.ambiguous() + record.rowsUnreadable());
      var tallies = new ArrayList<>(List.of(findings.tallies(record.id(), FindingTable.READ)));
      tallies.add(log.tallies());
      return new Preview(
          balance,
          new Preview.Patients(patients, fresh, changed, unchanged, vanished),
          resources,
          details,
          Preview.summaries(tallies),
          share);
    }
  }
}
