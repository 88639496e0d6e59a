package ai.kaapana.clinical.importer.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes CSV that a spreadsheet shows and does not calculate: every cell is quoted, and one that
 * starts like a formula gets an apostrophe before it.
 */
final class SafeCsv {
  // Also the full-width forms, which spreadsheets take for the plain ones.
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private SafeCsv() {}

  static String line(List<String> cells) {
    return cells.stream().map(SafeCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
