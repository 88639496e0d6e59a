package ai.kaapana.clinical.importer.table;

/**
 * One cell: its text and what the file says about its type.
 *
 * @param kind the type by the file
 * @param text the text; empty for an empty cell
 * @param formula whether the text is the stored result of a formula
 * @param shown how a number of a format such as {@code 0000} is shown; equal to the text otherwise
 */
public record Cell(CellKind kind, String text, boolean formula, String shown) {
  /** The empty cell. */
  public static final Cell EMPTY = new Cell(CellKind.EMPTY, "", false, "");

  /** A cell of text, or the empty cell for an empty text. */
  public static Cell text(String text) {
    return text.isEmpty() ? EMPTY : new Cell(CellKind.TEXT, text, false, text);
  }

  /** A typed cell whose text is shown as it is. */
  public static Cell of(CellKind kind, String text) {
    return new Cell(kind, text, false, text);
  }

  /** The same cell, marked as result of a formula. */
  public Cell asFormula() {
    return new Cell(kind, text, true, shown);
  }

  /** Whether nothing but blanks and invisible characters is in the cell. */
  public boolean blank() {
    return Blanks.blank(text) && kind != CellKind.UNCACHED;
  }

  /** The cell as one string that {@link #decode} reads; the shown form is not kept. */
  public String encode() {
    return "" + kind.mark() + (formula ? 'f' : '-') + text;
  }

  /** Reads what {@link #encode} wrote. */
  public static Cell decode(String encoded) {
    var kind = CellKind.ofMark(encoded.charAt(0));
    var text = encoded.substring(2);
    return new Cell(kind, text, encoded.charAt(1) == 'f', text);
  }
}
