package ai.kaapana.clinical.importer.issue;

/**
 * One thing that a table's owner should know: what, where, and what was done. Holds no value of a
 * cell, only its shape.
 *
 * @param issue what is the matter
 * @param effect what it did to the input
 * @param sheet the sheet, empty if the format has none
 * @param row the row as a spreadsheet numbers it, 0 for the file as a whole
 * @param column the column's name, empty if it concerns a whole row or file
 * @param shape the shape of the value, empty if none is concerned
 * @param detail a place or name that helps and is not a patient's value, may be empty
 */
public record Finding(
    ImportIssue issue,
    Effect effect,
    String sheet,
    long row,
    String column,
    String shape,
    String detail) {

  /** A finding about the file as a whole. */
  public static Finding at(ImportIssue issue, Effect effect) {
    return new Finding(issue, effect, "", 0, "", "", "");
  }

  /** The same finding in a row. */
  public Finding row(long newRow) {
    return new Finding(issue, effect, sheet, newRow, column, shape, detail);
  }

  /** The same finding in a sheet. */
  public Finding sheet(String newSheet) {
    return new Finding(issue, effect, newSheet, row, column, shape, detail);
  }

  /** The same finding in a column. */
  public Finding column(String newColumn) {
    return new Finding(issue, effect, sheet, row, newColumn, shape, detail);
  }

  /** The same finding with the shape of a value. */
  public Finding value(String value) {
    return new Finding(issue, effect, sheet, row, column, ValueShape.of(value), detail);
  }

  /** The same finding with a place or name; never pass a patient's value. */
  public Finding detail(String newDetail) {
    return new Finding(issue, effect, sheet, row, column, shape, newDetail);
  }
}
