package ai.kaapana.clinical.importer.table;

import java.util.List;

/**
 * One data row with as many cells as the header has names.
 *
 * @param number the row's number as a spreadsheet shows it: the first row of the file is 1
 * @param cells the cells in the order of the header
 */
public record TableRow(long number, List<Cell> cells) {
  /** Copies the list. */
  public TableRow {
    cells = List.copyOf(cells);
  }
}
