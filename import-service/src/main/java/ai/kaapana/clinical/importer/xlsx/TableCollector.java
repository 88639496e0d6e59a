package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Blanks;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.importer.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;

/** Makes the rows of a sheet rows of a table: header, width, empty and hidden rows, merges. */
final class TableCollector implements SheetReader.Rows {
  private final String sheet;
  private final int headerRow;
  private final TableLimits limits;
  private final RowSink sink;
  private TableHeader header;
  private long rows;
  private long hiddenRows;
  private long firstHidden;
  private long emptyRows;

  TableCollector(String sheet, int headerRow, TableLimits limits, RowSink sink) {
    this.sheet = sheet;
    this.headerRow = headerRow;
    this.limits = limits;
    this.sink = sink;
  }

  @Override
  public boolean row(long number, boolean hidden, List<Cell> cells) {
    if (number < headerRow) {
      return true;
    }
    int width = width(cells);
    if (number == headerRow) {
      var names = cells.subList(0, width).stream().map(Cell::text).toList();
      header = TableHeader.of(sheet, number, names, sink);
      sink.header(header);
      return true;
    }
    if (header == null) {
      throw refused(ImportIssue.HEADER_MISSING, "");
    }
    if (width == 0) {
      if (++emptyRows > limits.emptyRows()) {
        throw refused(ImportIssue.LIMIT, "empty rows");
      }
      return true;
    }
    emptyRows = 0;
    rows++;
    if (hidden) {
      firstHidden = hiddenRows == 0 ? number : firstHidden;
      hiddenRows++;
    }
    deliver(number, cells, width);
    return true;
  }

  private void deliver(long number, List<Cell> cells, int width) {
    int columns = header.names().size();
    if (width > columns) {
      sink.rejected(
          Finding.at(ImportIssue.RAGGED, Effect.ROW_REJECTED)
              .sheet(sheet)
              .row(number)
              .detail(width + " cells, " + columns + " columns"));
      return;
    }
    List<Cell> row = new ArrayList<>(cells.subList(0, Math.min(columns, cells.size())));
    for (int column = 0; column < row.size(); column++) {
      if (Blanks.control(row.get(column).text())) {
        sink.rejected(
            Finding.at(ImportIssue.CONTROL_CHARACTER, Effect.ROW_REJECTED)
                .sheet(sheet)
                .row(number)
                .column(header.names().get(column)));
        return;
      }
    }
    while (row.size() < columns) {
      row.add(Cell.EMPTY);
    }
    sink.row(new TableRow(number, row));
  }

  void end(List<String> merged) {
    if (header == null) {
      throw refused(ImportIssue.HEADER_MISSING, "");
    }
    for (var reference : merged) {
      if (CellRangeAddress.valueOf(reference).getLastRow() >= headerRow - 1) {
        throw refused(ImportIssue.MERGED, reference);
      }
    }
    if (hiddenRows > 0) {
      sink.finding(
          Finding.at(ImportIssue.HIDDEN_ROWS, Effect.NOTE)
              .sheet(sheet)
              .row(firstHidden)
              .detail(hiddenRows + " rows"));
    }
    if (rows == 0) {
      sink.finding(Finding.at(ImportIssue.NO_ROWS, Effect.NOTE).sheet(sheet));
    }
  }

  private static int width(List<Cell> cells) {
    int width = cells.size();
    while (width > 0 && cells.get(width - 1).blank()) {
      width--;
    }
    return width;
  }

  private TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).sheet(sheet).detail(detail));
  }
}
