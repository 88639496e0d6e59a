package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.time.PartialDate;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Part;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.Grain.VisitRow;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.Blanks;
import ai.kaapana.clinical.importer.table.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the facts of one row. */
final class RowReader {
  static final String SINGLE = "single";
  private final TableMapping mapping;
  private final Layout layout;
  private final CellReader cells;
  private final LocalDate today;
  private final List<ColumnRule> rules;

  RowReader(TableMapping mapping, Layout layout, LocalDate today) {
    this.mapping = mapping;
    this.layout = layout;
    this.cells = new CellReader(mapping.source());
    this.today = today;
    this.rules =
        layout.rules().values().stream().sorted(Comparator.comparing(ColumnRule::column)).toList();
  }

  /** When a row's visit was and what tells it from others. */
  private record Visit(Optional<String> occurrence, Optional<PartialDate> date) {}

  RowFacts read(SourceRow row) {
    List<Finding> findings = new ArrayList<>();
    var visit = visit(row, findings);
    if (visit.isEmpty()) {
      return new RowFacts(row.number(), true, List.of(), findings);
    }
    List<Fact> facts = new ArrayList<>();
    var pairs = new TreeMap<String, Pair>();
    for (var rule : rules) {
      var value = value(row, rule, findings);
      if (rule.part() == Part.VALUE) {
        value.flatMap(v -> fact(row, rule, visit.get(), v, findings)).ifPresent(facts::add);
      } else {
        pairs.computeIfAbsent(rule.concept().name(), name -> new Pair()).put(rule, value);
      }
    }
    pairs.values().forEach(pair -> pair.fact(row.number(), findings).ifPresent(facts::add));
    return new RowFacts(row.number(), false, facts, findings);
  }

  private Optional<Visit> visit(SourceRow row, List<Finding> findings) {
    if (!(mapping.source().grain() instanceof VisitRow grain)) {
      return Optional.of(new Visit(Optional.empty(), Optional.empty()));
    }
    Optional<String> instance = Optional.empty();
    if (grain.instance().isPresent()) {
      var column = grain.instance().get();
      var cell = layout.cell(row, column);
      if (missing(cell)) {
        findings.add(rowRejected(ImportIssue.KEY_MISSING, row, column, cell));
        return Optional.empty();
      }
      instance = Optional.of(Blanks.trim(cell.text()));
    }
    Optional<PartialDate> date = Optional.empty();
    if (grain.date().isPresent()) {
      var column = grain.date().get();
      var cell = layout.cell(row, column);
      var forms =
          grain.dateFormats().isEmpty() ? mapping.source().dateFormats() : grain.dateFormats();
      var reading = missing(cell) ? new Reading.Missing() : date(cell, forms);
      if (reading instanceof Reading.Bad(var issue, var detail)) {
        findings.add(rowRejected(issue, row, column, cell).detail(detail));
        return Optional.empty();
      }
      if (reading instanceof Reading.Missing && instance.isEmpty()) {
        findings.add(rowRejected(ImportIssue.KEY_MISSING, row, column, cell));
        return Optional.empty();
      }
      date =
          reading instanceof Reading.Value(FactValue.Day(var day), var notes)
              ? Optional.of(day)
              : Optional.empty();
    }
    var occurrence = instance.isPresent() ? instance : date.map(PartialDate::text);
    return Optional.of(new Visit(occurrence, date));
  }

  private Reading date(Cell cell, List<String> forms) {
    return switch (cell.kind()) {
      case UNCACHED -> Reading.bad(ImportIssue.FORMULA_UNCACHED);
      case ERROR -> Reading.bad(ImportIssue.ERROR_CELL);
      case BAD_DATE -> Reading.bad(ImportIssue.VALUE_DATE);
      default -> inPast(Dates.read(cell, Blanks.trim(cell.text()), forms, false));
    };
  }

  private boolean missing(Cell cell) {
    return cell.blank() || mapping.source().missing().contains(Blanks.trim(cell.text()));
  }

  private Optional<FactValue> value(SourceRow row, ColumnRule rule, List<Finding> findings) {
    var cell = layout.cell(row, rule.column());
    var reading = inPast(cells.read(cell, rule));
    return switch (reading) {
      case Reading.Missing missing -> {
        findings.add(
            cellFinding(ImportIssue.VALUE_MISSING, Effect.NOTE, row, rule.column(), Cell.EMPTY));
        yield Optional.empty();
      }
      case Reading.Bad(var issue, var detail) -> {
        findings.add(
            cellFinding(issue, Effect.CELL_SKIPPED, row, rule.column(), cell).detail(detail));
        yield Optional.empty();
      }
      case Reading.Value(var value, var notes) -> {
        for (var note : notes) {
          var effect = note == ImportIssue.CODE_UNMAPPED ? Effect.TEXT_ONLY : Effect.NOTE;
          findings.add(cellFinding(note, effect, row, rule.column(), cell));
        }
        yield Optional.of(value);
      }
    };
  }

  private Reading inPast(Reading reading) {
    boolean future =
        reading instanceof Reading.Value(FactValue.Day(var day), var notes)
            && day.earliest().isAfter(today);
    return future ? Reading.bad(ImportIssue.FUTURE) : reading;
  }

  private Optional<Fact> fact(
      SourceRow row, ColumnRule rule, Visit visit, FactValue value, List<Finding> findings) {
    if (rule.dateColumn().isPresent()) {
      var column = rule.dateColumn().get();
      var cell = layout.cell(row, column);
      var reading = missing(cell) ? new Reading.Missing() : date(cell, rule.dateFormats());
      if (reading instanceof Reading.Value(FactValue.Day(var day), var notes)) {
        return Optional.of(new Fact(rule, day.text(), Optional.of(day), value, row.number()));
      }
      var issue = reading instanceof Reading.Bad bad ? bad.issue() : ImportIssue.VALUE_MISSING;
      findings.add(
          cellFinding(issue, Effect.CELL_SKIPPED, row, column, cell)
              .detail("date of " + rule.column()));
      return Optional.empty();
    }
    boolean observation =
        switch (rule.concept().form()) {
          case OBSERVATION_ANY, OBSERVATION_CODE, OBSERVATION_QUANTITY -> true;
          default -> false;
        };
    if (observation && rule.concept().repeated() && visit.occurrence().isPresent()) {
      return Optional.of(
          new Fact(rule, visit.occurrence().get(), visit.date(), value, row.number()));
    }
    var single = rule.basis().filter(basis -> !basis.equals("clinical")).orElse(SINGLE);
    return Optional.of(new Fact(rule, single, Optional.empty(), value, row.number()));
  }

  private static Finding cellFinding(
      ImportIssue issue, Effect effect, SourceRow row, String column, Cell cell) {
    return Finding.at(issue, effect).row(row.number()).column(column).value(cell.text());
  }

  private static Finding rowRejected(ImportIssue issue, SourceRow row, String column, Cell cell) {
    return cellFinding(issue, Effect.ROW_REJECTED, row, column, cell);
  }

  /** Time and event of one endpoint. */
  private static final class Pair {
    private ColumnRule timeRule;
    private ColumnRule eventRule;
    private Optional<FactValue> time = Optional.empty();
    private Optional<FactValue> event = Optional.empty();

    void put(ColumnRule rule, Optional<FactValue> value) {
      if (rule.part() == Part.SURVIVAL_TIME) {
        timeRule = rule;
        time = value;
      } else {
        eventRule = rule;
        event = value;
      }
    }

    Optional<Fact> fact(long row, List<Finding> findings) {
      if (time.isPresent()
          && event.isPresent()
          && time.get() instanceof FactValue.Number days
          && event.get() instanceof FactValue.Code code) {
        boolean happened = code.targets().stream().anyMatch(t -> t.code().equals("event"));
        boolean death = eventRule.death() && timeRule.concept().name().equals("survival.overall");
        return Optional.of(
            new Fact(
                timeRule,
                SINGLE,
                Optional.empty(),
                new FactValue.Survival(
                    days.value(), happened, code.text(), timeRule.origin(), death),
                row));
      }
      if (time.isPresent() || event.isPresent()) {
        var column = time.isPresent() ? timeRule.column() : eventRule.column();
        findings.add(
            Finding.at(ImportIssue.INCOMPLETE, Effect.CELL_SKIPPED).row(row).column(column));
      }
      return Optional.empty();
    }
  }
}
