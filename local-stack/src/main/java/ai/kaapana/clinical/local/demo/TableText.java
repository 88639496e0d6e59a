package ai.kaapana.clinical.local.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as a person reads it in a terminal: without UIDs and source texts, a few of many similar
 * columns, numbers shortened, as many columns as fit.
 *
 * <p><b>Not:</b> the data; the whole table is in its file.
 */
final class TableText {
  private static final int WIDEST = 18;
  private static final int LONGEST_FAMILY = 5;
  private static final int SHOWN_OF_FAMILY = 2;
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final String GAP = "  ";

  private final List<List<String>> records;
  private final int width;

  /**
   * A table for a terminal.
   *
   * @param records header and rows
   * @param width of the terminal in characters
   */
  TableText(List<List<String>> records, int width) {
    this.records = records;
    this.width = width;
  }

  List<String> lines() {
    if (records.isEmpty()) {
      return List.of("(the table is empty)");
    }
    var header = records.getFirst();
    var columns = columns(header);
    var shown = records.stream().map(record -> cells(record, columns)).toList();
    var widths = widths(shown);
    int fitting = fitting(widths);
    var lines = new ArrayList<String>();
    for (int row = 0; row < shown.size(); row++) {
      lines.add(line(shown.get(row), widths, fitting));
      if (row == 0) {
        lines.add("-".repeat(lines.getFirst().length()));
      }
    }
    int left = header.size() - fitting;
    if (left > 0) {
      lines.add("(and " + left + " more columns)");
    }
    return lines;
  }

  /** The columns that tell most: of a large family, such as the features, only the first ones. */
  private static List<Integer> columns(List<String> header) {
    var columns = new ArrayList<Integer>();
    for (int i = 0; i < header.size(); i++) {
      var name = header.get(i);
      if (!name.endsWith("_uid") && !name.endsWith("_text") && isAmongFirst(header, i)) {
        columns.add(i);
      }
    }
    return columns;
  }

  private static boolean isAmongFirst(List<String> header, int column) {
    var family = family(header.get(column));
    var members =
        IntStream.range(0, header.size())
            .filter(i -> family(header.get(i)).equals(family) && !header.get(i).endsWith("_text"))
            .toArray();
    return members.length <= LONGEST_FAMILY
        || IntStream.of(members).limit(SHOWN_OF_FAMILY).anyMatch(i -> i == column);
  }

  private static String family(String name) {
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  private List<String> cells(List<String> record, List<Integer> columns) {
    boolean isHeader = record == records.getFirst();
    return columns.stream()
        .map(column -> column < record.size() ? record.get(column) : "")
        .map(cell -> cell.replaceAll("\\p{Cntrl}", " "))
        .map(cell -> isHeader ? end(cell) : start(number(cell)))
        .toList();
  }

  private static String number(String cell) {
    if (cell.length() <= 9 || !cell.matches("-?[0-9]+\\.[0-9]*([eE][+-]?[0-9]+)?")) {
      return cell;
    }
    return new BigDecimal(cell).round(SIX_DIGITS).toString();
  }

  private static String start(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String end(String text) {
    return text.length() <= WIDEST ? text : "…" + text.substring(text.length() - WIDEST + 1);
  }

  private static int[] widths(List<List<String>> shown) {
    var widths = new int[shown.getFirst().size()];
    for (var record : shown) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], record.get(i).length());
      }
    }
    return widths;
  }

  private int fitting(int[] widths) {
    int used = 0;
    for (int i = 0; i < widths.length; i++) {
      used += widths[i] + (i == 0 ? 0 : GAP.length());
      if (used > width) {
        return Math.max(1, i);
      }
    }
    return widths.length;
  }

  private static String line(List<String> cells, int[] widths, int columns) {
    var line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      var cell = cells.get(i);
      line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
