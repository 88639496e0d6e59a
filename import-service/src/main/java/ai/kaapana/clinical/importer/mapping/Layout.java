package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.CellForm;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.OnUnmapped;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Part;
import ai.kaapana.clinical.importer.mapping.language.Nearest;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.Grain.VisitRow;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.importer.table.TableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A mapping applied to the header of a table: which columns are taken, in an order that does not
 * depend on the table's.
 *
 * @param columns the names of the columns taken, sorted
 * @param rules the meaning of the columns that have one
 */
public record Layout(List<String> columns, Map<String, ColumnRule> rules) {

  /** Copies the collections. */
  public Layout {
    columns = List.copyOf(columns);
    rules = Map.copyOf(rules);
  }

  /**
   * Applies a mapping to a header.
   *
   * @param findings takes columns that the mapping does not know
   * @throws TableRefused when a column that the mapping needs is missing
   */
  public static Layout of(TableMapping mapping, TableHeader header, List<Finding> findings) {
    var rules = new LinkedHashMap<>(mapping.columns());
    var needed = new TreeSet<String>();
    needed.add(mapping.subject().column());
    if (mapping.source().grain() instanceof VisitRow visit) {
      visit.date().ifPresent(needed::add);
      visit.instance().ifPresent(needed::add);
    }
    rules.values().removeIf(rule -> rule.optional() && header.indexOf(rule.column()) < 0);
    rules.values().forEach(rule -> needed.add(rule.column()));
    rules.values().forEach(rule -> rule.dateColumn().ifPresent(needed::add));
    for (var column : needed) {
      require(column, header);
    }
    unknown(mapping, header, needed, findings)
        .forEach(
            column -> {
              var rule = kept(column, mapping);
              if (rule.isPresent()) {
                rules.put(column, rule.get());
              }
            });
    needed.addAll(rules.keySet());
    return new Layout(List.copyOf(needed), rules);
  }

  /** The layout of rows that were taken before, without a header. */
  public static Layout restored(TableMapping mapping, Collection<String> columns) {
    var rules = new LinkedHashMap<>(mapping.columns());
    rules.keySet().retainAll(columns);
    for (var column : columns) {
      if (!rules.containsKey(column) && mapping.keepUnmapped() && !structural(mapping, column)) {
        kept(column, mapping).ifPresent(rule -> rules.put(column, rule));
      }
    }
    return new Layout(List.copyOf(columns), rules);
  }

  private static boolean structural(TableMapping mapping, String column) {
    boolean visit =
        mapping.source().grain() instanceof VisitRow grain
            && (grain.date().filter(column::equals).isPresent()
                || grain.instance().filter(column::equals).isPresent());
    boolean date =
        mapping.columns().values().stream()
            .anyMatch(rule -> rule.dateColumn().filter(column::equals).isPresent());
    return visit || date || mapping.subject().column().equals(column);
  }

  private static void require(String column, TableHeader header) {
    if (header.indexOf(column) < 0) {
      throw new TableRefused(
          Finding.at(ImportIssue.COLUMN_MISSING, Effect.FILE_REFUSED)
              .sheet(header.sheet())
              .column(column)
              .detail(Nearest.to(column, header.names()).map(n -> "nearest is " + n).orElse("")));
    }
  }

  private static List<String> unknown(
      TableMapping mapping, TableHeader header, TreeSet<String> needed, List<Finding> findings) {
    List<String> unknown = new ArrayList<>();
    for (var name : header.names()) {
      if (!name.isEmpty() && !needed.contains(name) && !mapping.ignore().contains(name)) {
        unknown.add(name);
        if (!mapping.keepUnmapped()) {
          findings.add(
              Finding.at(ImportIssue.SCHEMA_DRIFT, Effect.NOTE)
                  .sheet(header.sheet())
                  .column(name)
                  .detail(
                      Nearest.to(name, mapping.columns().keySet())
                          .map(n -> "nearest is " + n)
                          .orElse("")));
        }
      }
    }
    return unknown;
  }

  private static Optional<ColumnRule> kept(String column, TableMapping mapping) {
    if (!mapping.keepUnmapped()) {
      return Optional.empty();
    }
    return ConceptLibrary.load()
        .find("local:" + ConceptLibrary.snakeCase(column))
        .map(
            concept ->
                new ColumnRule(
                    column,
                    concept,
                    Part.VALUE,
                    CellForm.TEXT,
                    "",
                    Map.of(),
                    OnUnmapped.TEXT,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    false,
                    mapping.source().numbers(),
                    mapping.source().dateFormats(),
                    false,
                    false,
                    Optional.empty(),
                    true,
                    BigDecimal.ONE));
  }

  /** The cells of a table's row in the order of the layout. */
  public List<Cell> arrange(TableRow row, TableHeader header) {
    return columns.stream().map(column -> row.cells().get(header.indexOf(column))).toList();
  }

  /** The cell of a column. */
  Cell cell(SourceRow row, String column) {
    int at = columns.indexOf(column);
    return at < 0 ? Cell.EMPTY : row.cells().get(at);
  }
}
