package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts values of one variable: ranges of numbers, levels of everything else, first and last day.
 */
final class Summary {

  private static final int LEVELS_SHOWN = 50;

  private final Set<String> patients = new HashSet<>();
  private final Map<String, DoubleSummaryStatistics> numbers = new TreeMap<>();
  private final Map<Value, Long> others = new HashMap<>();
  private long values;
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;

  void add(String patient, Value value, @Nullable Moment when) {
    add(patient, when);
    values++;
    if (value instanceof Value.Quantity(double number, String unit)) {
      numbers
          .computeIfAbsent(
              Objects.requireNonNullElse(unit, ""), key -> new DoubleSummaryStatistics())
          .accept(number);
    } else {
      others.merge(value, 1L, Long::sum);
    }
  }

  /** Notes a patient and a day without a value. */
  void add(String patient, @Nullable Moment when) {
    patients.add(patient);
    if (when != null) {
      first = first == null || when.day().isBefore(first) ? when.day() : first;
      last = last == null || when.day().isAfter(last) ? when.day() : last;
    }
  }

  long patients() {
    return patients.size();
  }

  VariablesResult.@Nullable Dates dates() {
    return first == null || last == null ? null : new VariablesResult.Dates(first, last);
  }

  VariablesResult.Variable variable(String name, String column, String display, ColumnType type) {
    return new VariablesResult.Variable(
        name,
        column,
        display,
        type,
        patients.size(),
        values,
        ranges(),
        levels(),
        others.size(),
        dates());
  }

  private List<VariablesResult.Range> ranges() {
    var ranges = new ArrayList<VariablesResult.Range>();
    numbers.forEach(
        (unit, statistics) ->
            ranges.add(
                new VariablesResult.Range(
                    unit.isEmpty() ? null : unit,
                    statistics.getCount(),
                    statistics.getMin(),
                    statistics.getMax())));
    return ranges;
  }

  private List<VariablesResult.Level> levels() {
    return others.entrySet().stream()
        .map(entry -> level(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(VariablesResult.Level::values)
                .reversed()
                .thenComparing(VariablesResult.Level::value))
        .limit(LEVELS_SHOWN)
        .toList();
  }

  private static VariablesResult.Level level(Value value, long count) {
    var text = value instanceof Value.Coded coded ? coded.text() : null;
    return new VariablesResult.Level(value.asText(), text, count);
  }
}
