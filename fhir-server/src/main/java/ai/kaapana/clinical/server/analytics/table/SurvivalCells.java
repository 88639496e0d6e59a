package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.code.Ucum;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.SurvivalRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the two columns of an endpoint: time in days, and event 0 or 1.
 *
 * <p>Taken from the imported pair. For overall survival without one: from the day of the diagnosis
 * to the day of death, or censored at the last day on which anything clinical is known.
 */
final class SurvivalCells {

  private final StoreIndex index;
  private final Units units;
  private final Conflicts conflicts;

  SurvivalCells(StoreIndex index, Units units, Conflicts conflicts) {
    this.index = index;
    this.units = units;
    this.conflicts = conflicts;
  }

  private enum Origin {
    NONE,
    IMPORTED,
    COMPUTED
  }

  /** Time in days and event; NaN where unknown. */
  private record Outcome(double time, double event, Origin origin) {

    static final Outcome UNKNOWN = new Outcome(Double.NaN, Double.NaN, Origin.NONE);
  }

  List<Column> columns(String endpoint, List<Row> rows) {
    var imported =
        index.view().survival().stream()
            .filter(record -> record.endpoint().equals(endpoint))
            .collect(Collectors.groupingBy(SurvivalRecord::patient));
    Map<String, Outcome> outcomes = new HashMap<>();
    for (var row : rows) {
      outcomes.computeIfAbsent(
          row.patient().key(),
          key -> outcome(endpoint, row.patient(), imported.getOrDefault(key, List.of())));
    }
    var column = ConceptLibrary.snakeCase(endpoint);
    var concept = "survival." + endpoint;
    var source = source(outcomes);
    var time = new ColumnInfo(column + "_time", ColumnType.NUMBER, Ucum.DAY, concept, source);
    var event = new ColumnInfo(column + "_event", ColumnType.INTEGER, null, concept, source);
    return List.of(
        Column.number(time, rows, row -> outcome(outcomes, row).time()),
        Column.number(event, rows, row -> outcome(outcomes, row).event()));
  }

  private static Outcome outcome(Map<String, Outcome> outcomes, Row row) {
    return Objects.requireNonNull(outcomes.get(row.patient().key()));
  }

  private Outcome outcome(String endpoint, PatientRecord patient, List<SurvivalRecord> imported) {
    if (imported.isEmpty()) {
      return endpoint.equals(Names.OVERALL) ? computed(patient) : Outcome.UNKNOWN;
    }
    var concept = "survival." + endpoint;
    var record = imported.getFirst();
    if (imported.size() > 1) {
      conflicts.add(
          AnalyticsCode.PICK_NEEDED,
          concept,
          List.of(imported.size() + " imported pairs"),
          patient.key());
    }
    if (!units.fits(record.unit(), Ucum.DAY)) {
      conflicts.add(
          AnalyticsCode.UNIT, concept, List.of("stored in " + record.unit()), patient.key());
      return Outcome.UNKNOWN;
    }
    var event = record.event() == null ? Double.NaN : record.event() ? 1 : 0;
    return new Outcome(
        units.convert(record.time(), record.unit(), Ucum.DAY), event, Origin.IMPORTED);
  }

  private Outcome computed(PatientRecord patient) {
    var diagnoses =
        index.facts(Anchors.DIAGNOSIS, patient.key()).stream()
            .filter(fact -> fact.when() != null)
            .toList();
    var days = diagnoses.stream().map(fact -> Objects.requireNonNull(fact.when()).day()).distinct();
    if (days.count() != 1) {
      // several days of diagnosis: none is more right than another, so there is no start
      return Outcome.UNKNOWN;
    }
    var start = diagnoses.getFirst();
    if (patient.deceased()) {
      return Optional.ofNullable(patient.died())
          .map(
              died ->
                  between(
                      start, new FactRecord(patient.key(), start.value(), died, start.axis()), 1))
          .orElse(Outcome.UNKNOWN);
    }
    return Optional.ofNullable(index.view().lastContact().get(patient.key()))
        .filter(contact -> contact.axis().equals(start.axis()))
        .map(contact -> between(start, contact, 0))
        .filter(outcome -> outcome.time() > 0)
        .orElse(Outcome.UNKNOWN);
  }

  private static Outcome between(FactRecord start, FactRecord end, int event) {
    var days =
        ChronoUnit.DAYS.between(
            Objects.requireNonNull(start.when()).day(), Objects.requireNonNull(end.when()).day());
    return days < 0 ? Outcome.UNKNOWN : new Outcome(days, event, Origin.COMPUTED);
  }

  private static String source(Map<String, Outcome> outcomes) {
    var parts = new ArrayList<String>();
    var imported = count(outcomes, Origin.IMPORTED);
    var computed = count(outcomes, Origin.COMPUTED);
    if (imported > 0) {
      parts.add("imported pair: " + imported + " patients");
    }
    if (computed > 0) {
      parts.add("diagnosis to death or last contact: " + computed + " patients");
    }
    return parts.isEmpty() ? "nothing stored" : String.join("; ", parts);
  }

  private static long count(Map<String, Outcome> outcomes, Origin origin) {
    return outcomes.values().stream().filter(outcome -> outcome.origin() == origin).count();
  }
}
