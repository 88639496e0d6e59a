package ai.kaapana.clinical.importer.page.chart;

import ai.kaapana.clinical.importer.page.store.Figures;
import ai.kaapana.clinical.importer.page.store.Tables.Row;
import ai.kaapana.clinical.importer.page.store.Variables.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The first table of a paper: who the patients are, in all and by group. Numbers are given as
 * median and quartiles, codes as count and share of those with a value.
 *
 * @param groups name and size of each group, the whole first
 */
record TableOne(List<Column> groups, List<Line> lines) {
  private static final String ALL = "All";
  private static final String MISSING = "missing";
  private static final int MOST_LEVELS = 12;

  /** A group with its size. */
  record Column(String name, int patients) {}

  /**
   * A line of the table.
   *
   * @param level whether it is a level of the variable above
   */
  record Line(String name, boolean level, List<String> cells) {}

  static TableOne of(List<Variable> variables, String by, List<Row> rows) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    groups.put(ALL, rows);
    if (!by.isEmpty()) {
      Map<String, List<Row>> split =
          rows.stream()
              .filter(row -> !SurvivalController.group(row, by).isEmpty())
              .collect(
                  Collectors.groupingBy(
                      row -> SurvivalController.group(row, by), TreeMap::new, Collectors.toList()));
      groups.putAll(split);
    }
    List<Line> lines = new ArrayList<>();
    for (var variable : variables) {
      if (variable.column().equals(by)) {
        continue;
      }
      lines.addAll(
          variable.number()
              ? numbers(variable, groups.values().stream().toList())
              : levels(variable, groups.values().stream().toList()));
    }
    return new TableOne(
        groups.entrySet().stream().map(e -> new Column(e.getKey(), e.getValue().size())).toList(),
        lines);
  }

  private static List<Line> numbers(Variable variable, List<List<Row>> groups) {
    var unit =
        variable.unit() == null || variable.unit().equals("1") ? "" : ", " + unit(variable.unit());
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            variable.display() + unit + ", median (quartiles)",
            false,
            groups.stream().map(rows -> quartiles(variable.column(), rows)).toList()));
    missing(
        groups.stream()
            .map(rows -> rows.stream().filter(row -> !row.has(variable.column())).count())
            .toList(),
        lines);
    return lines;
  }

  private static String unit(String ucum) {
    return ucum.equals("a") ? "years" : ucum;
  }

  private static String quartiles(String column, List<Row> rows) {
    double[] values =
        rows.stream()
            .mapToDouble(row -> row.number(column))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    if (values.length == 0) {
      return "–";
    }
    Arrays.sort(values);
    var percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(values);
    return String.format(
        Locale.ROOT,
        "%s (%s – %s)",
        Figures.number(percentile.evaluate(50)),
        Figures.number(percentile.evaluate(25)),
        Figures.number(percentile.evaluate(75)));
  }

  private static List<Line> levels(Variable variable, List<List<Row>> groups) {
    Map<String, Long> counts = counts(variable, groups.getFirst());
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(variable.display() + ", n (%)", false, groups.stream().map(rows -> "").toList()));
    counts.keySet().stream()
        .limit(MOST_LEVELS)
        .forEach(
            level ->
                lines.add(
                    new Line(
                        label(variable, level, groups.getFirst()),
                        true,
                        groups.stream().map(rows -> share(variable, level, rows)).toList())));
    if (counts.size() > MOST_LEVELS) {
      lines.add(
          new Line(
              (counts.size() - MOST_LEVELS) + " more levels",
              true,
              groups.stream().map(rows -> "").toList()));
    }
    missing(
        groups.stream()
            .map(
                rows ->
                    rows.stream()
                        .filter(r -> SurvivalController.group(r, variable.column()).isEmpty())
                        .count())
            .toList(),
        lines);
    return lines;
  }

  private static Map<String, Long> counts(Variable variable, List<Row> rows) {
    return rows.stream()
        .map(row -> SurvivalController.group(row, variable.column()))
        .filter(level -> !level.isEmpty())
        .collect(Collectors.groupingBy(level -> level, TreeMap::new, Collectors.counting()));
  }

  // The text of the source beside a code that says little by itself.
  private static String label(Variable variable, String level, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.text(variable.column()).equals(level))
        .map(row -> row.text(variable.column() + "_text"))
        .filter(text -> text.length() > level.length())
        .findFirst()
        .map(text -> level + " " + text)
        .orElse(level);
  }

  private static String share(Variable variable, String level, List<Row> rows) {
    var counts = counts(variable, rows);
    long known = counts.values().stream().mapToLong(Long::longValue).sum();
    long own = counts.getOrDefault(level, 0L);
    return known == 0 ? "–" : own + " (" + Figures.percent(own, known).replace(" %", "") + ")";
  }

  private static void missing(List<Long> counts, List<Line> lines) {
    if (counts.getFirst() > 0) {
      lines.add(new Line(MISSING, true, counts.stream().map(String::valueOf).toList()));
    }
  }
}
