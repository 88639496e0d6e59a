package ai.kaapana.clinical.local.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as a person reads it in a terminal: long UIDs and numbers shortened, as many columns as
 * fit.
 *
 * <p><b>Not:</b> the data; the whole table is in its file.
 */
final class TableText {
  private static final int WIDEST = 18;
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final String GAP = "  ";

  private final List<List<String>> records;
  private final int width;

  /**
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
    var shown = records.stream().map(this::shortened).toList();
    var widths = widths(shown);
    int columns = fitting(widths);
    var lines = new ArrayList<String>();
    for (int row = 0; row < shown.size(); row++) {
      lines.add(line(shown.get(row), widths, columns));
      if (row == 0) {
        lines.add("-".repeat(lines.getFirst().length()));
      }
    }
    int left = records.getFirst().size() - columns;
    if (left > 0) {
      lines.add("(and " + left + " more columns)");
    }
    return lines;
  }

  private List<String> shortened(List<String> record) {
    var header = records.getFirst();
    var cells = new ArrayList<String>();
    for (int i = 0; i < record.size(); i++) {
      boolean isHeader = record == header;
      boolean isUid = i < header.size() && header.get(i).endsWith("_uid");
      cells.add(isHeader ? record.get(i) : isUid ? end(record.get(i)) : number(record.get(i)));
    }
    return cells.stream().map(cell -> cut(cell.replaceAll("\\p{Cntrl}", " "))).toList();
  }

  private static String end(String uid) {
    return uid.length() <= 9 ? uid : "…" + uid.substring(uid.length() - 8);
  }

  private static String number(String cell) {
    if (cell.length() <= 9 || !cell.matches("-?[0-9]+\\.?[0-9]*([eE][+-]?[0-9]+)?")) {
      return cell;
    }
    return new BigDecimal(cell).round(SIX_DIGITS).toString();
  }

  private static String cut(String cell) {
    return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
  }

  private static int[] widths(List<List<String>> shown) {
    var widths = new int[shown.getFirst().size()];
    for (var record : shown) {
      for (int i = 0; i < Math.min(record.size(), widths.length); i++) {
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
      var cell = i < cells.size() ? cells.get(i) : "";
      line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
