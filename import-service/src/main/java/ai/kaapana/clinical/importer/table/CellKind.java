package ai.kaapana.clinical.importer.table;

/** What the file itself says about a cell, beyond its text. */
public enum CellKind {
  /** No content. */
  EMPTY('_'),
  /** Text; a CSV file knows nothing else. */
  TEXT('T'),
  /** A typed number; its text is the shortest decimal notation with a point. */
  NUMBER('N'),
  /** A typed number shown as percentage; its text is the stored fraction. */
  PERCENT('P'),
  /** A typed date or date with time; its text is ISO 8601. */
  DATE('D'),
  /** A typed time of day; its text is ISO 8601. */
  TIME('H'),
  /** A typed truth value; its text is {@code true} or {@code false}. */
  BOOLEAN('B'),
  /** A spreadsheet error such as {@code #N/A}; its text is the error. */
  ERROR('E'),
  /** A formula whose result is not stored in the file. */
  UNCACHED('U'),
  /** A date that does not exist, such as serial 60 of the 1900 system. */
  BAD_DATE('X');

  private final char mark;

  CellKind(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }

  static CellKind ofMark(char mark) {
    for (var kind : values()) {
      if (kind.mark == mark) {
        return kind;
      }
    }
    throw new IllegalArgumentException("unknown mark of a cell kind");
  }
}
