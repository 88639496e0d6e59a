package ai.kaapana.clinical.importer.table;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The column names of a table, in order. Names are compared exactly; two that a person would take
 * for the same one are refused.
 *
 * @param sheet the sheet, empty for a format without sheets
 * @param names the names; empty for a column without name
 */
public record TableHeader(String sheet, List<String> names) {

  /** Copies the list. */
  public TableHeader {
    names = List.copyOf(names);
  }

  /**
   * Builds a header from the cells of the header row.
   *
   * @throws TableRefused when all names are empty or two differ at most by case or blanks
   */
  public static TableHeader of(String sheet, long row, List<String> cells, RowSink sink) {
    var names = cells.stream().map(TableHeader::tidy).toList();
    if (names.stream().allMatch(String::isEmpty)) {
      throw new TableRefused(
          Finding.at(ImportIssue.HEADER_MISSING, Effect.FILE_REFUSED).row(row).sheet(sheet));
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int column = 0; column < names.size(); column++) {
      var name = names.get(column);
      if (name.isEmpty()) {
        sink.finding(
            Finding.at(ImportIssue.HEADER_BLANK, Effect.NOTE)
                .row(row)
                .sheet(sheet)
                .detail("column " + (column + 1)));
        continue;
      }
      var before = seen.put(name.toLowerCase(Locale.ROOT).replaceAll("\\s+", ""), column);
      if (before != null) {
        throw new TableRefused(
            Finding.at(ImportIssue.HEADER_DUPLICATE, Effect.FILE_REFUSED)
                .row(row)
                .sheet(sheet)
                .column(name)
                .detail("columns " + (before + 1) + " and " + (column + 1)));
      }
    }
    return new TableHeader(sheet, names);
  }

  /** The position of a column, or -1. */
  public int indexOf(String name) {
    return names.indexOf(name);
  }

  private static String tidy(String cell) {
    return Blanks.blank(cell) ? "" : Blanks.trim(cell).replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
