package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.importer.table.Cell;
import java.util.List;

/**
 * A row of a patient, its cells in the order of the {@link Layout}.
 *
 * @param number the row's number in the file
 * @param cells the cells
 */
public record SourceRow(long number, List<Cell> cells) {
  /** Copies the list. */
  public SourceRow {
    cells = List.copyOf(cells);
  }
}
