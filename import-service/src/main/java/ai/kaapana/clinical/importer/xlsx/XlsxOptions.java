package ai.kaapana.clinical.importer.xlsx;

import java.util.Optional;
import java.util.Set;

/**
 * What is declared about a workbook.
 *
 * @param sheet the name of the sheet
 * @param columns columns that the sheet must have, to find it when its name is not declared
 * @param headerRow the row of the header, from 1
 */
public record XlsxOptions(Optional<String> sheet, Set<String> columns, int headerRow) {
  /** The only visible sheet, header in the first row. */
  public static final XlsxOptions AUTO = new XlsxOptions(Optional.empty(), Set.of(), 1);

  /** Copies the set. */
  public XlsxOptions {
    columns = Set.copyOf(columns);
  }
}
