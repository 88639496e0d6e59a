package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.phi.SubjectHash;
import ai.kaapana.clinical.importer.mapping.Layout;
import ai.kaapana.clinical.importer.mapping.PatientMapper;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Maps the staged rows of an import, a page of patients at a time. */
final class UnitMaker {
  private final RowTable rows;
  private final SubjectHash hash;
  private final String patientSystem;
  private final Clock clock;

  UnitMaker(RowTable rows, SubjectHash hash, String patientSystem, Clock clock) {
    this.rows = rows;
    this.hash = hash;
    this.patientSystem = patientSystem;
    this.clock = clock;
  }

  /** A mapper for the rows of an import; a date is in the future when no time zone has it yet. */
  PatientMapper mapper(ImportRecord record, TableMapping mapping) {
    var layout = Layout.restored(mapping, record.columns());
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    return new PatientMapper(mapping, layout, patientSystem, today);
  }

  /** The next patients after one; empty after the last. */
  List<MappedUnit> next(ImportRecord record, PatientMapper mapper, String after, int patients) {
    return rows.next(record.id(), after, patients).entrySet().stream()
        .map(
            entry ->
                MappedUnit.of(
                    entry.getKey(),
                    hash.of(entry.getKey()),
                    mapper.map(entry.getKey(), entry.getValue())))
        .toList();
  }
}
