package ai.kaapana.clinical.importer.run;

import java.util.List;
import java.util.Map;

/**
 * What the file of an import says of one patient.
 *
 * @param columns the columns that hold a concept, by its name
 * @param rows the patient's rows in the order of the file
 */
public record SourceRows(Map<String, List<String>> columns, List<Row> rows) {

  /**
   * A row.
   *
   * @param number its number in the file; the header counts
   * @param cells its cells that are not empty, by column
   */
  public record Row(long number, Map<String, String> cells) {
    @Override
    public String toString() {
      return "Row[number=" + number + "]";
    }
  }

  /** Names no cell: they are a patient's values. */
  @Override
  public String toString() {
    return "SourceRows[rows=" + rows.size() + "]";
  }
}
