package ai.kaapana.clinical.importer.table;

/**
 * How much of a file is taken before it counts as an attack on memory.
 *
 * @param recordCharacters characters of one CSV record, quotes included
 * @param cellCharacters characters of one cell
 * @param columns columns of the header
 * @param emptyRows empty rows in a row
 * @param inflatedBytes bytes of all parts of a workbook together after inflation
 * @param archiveEntries entries of a workbook's archive
 * @param sharedCharacters characters of all shared strings of a workbook
 */
public record TableLimits(
    int recordCharacters,
    int cellCharacters,
    int columns,
    long emptyRows,
    long inflatedBytes,
    int archiveEntries,
    long sharedCharacters) {
  /** One MiB a record, 10,000 columns, two million empty rows, 6 GB inflated. */
  public static final TableLimits DEFAULT =
      new TableLimits(1 << 20, 1 << 20, 10_000, 2_000_000, 6_000_000_000L, 1_000, 64_000_000);
}
