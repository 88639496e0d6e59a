package ai.kaapana.clinical.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The result of a benchmark as Markdown: a table and sentences below it. */
final class Report {

  private final String name;
  private final List<String> table = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Report(String name, String... columns) {
    this.name = name;
    table.add("| " + String.join(" | ", columns) + " |");
    table.add("|---" + "|---:".repeat(columns.length - 1) + "|");
  }

  Report row(String first, Object... cells) {
    var texts = Arrays.stream(cells).map(Report::text).toList();
    table.add("| " + first + " | " + String.join(" | ", texts) + " |");
    return this;
  }

  Report note(String format, Object... values) {
    notes.add(String.format(Locale.ROOT, format, values));
    return this;
  }

  String name() {
    return name;
  }

  String markdown() {
    var text = new StringBuilder(String.join("\n", table)).append('\n');
    notes.forEach(note -> text.append("\n").append(note).append('\n'));
    return text.toString();
  }

  /** Three digits that count; whole numbers and texts as they are. */
  static String text(Object cell) {
    if (!(cell instanceof Double number)) {
      return cell.toString();
    }
    var size = Math.abs(number);
    var digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
