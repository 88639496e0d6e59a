package ai.kaapana.clinical.importer.issue;

/** What an issue did to the input that it names. */
public enum Effect {
  /** Nothing was lost; the reader should know. */
  NOTE("note"),
  /** The cell was not imported, the rest of the row was. */
  CELL_SKIPPED("cell skipped"),
  /** The cell was stored as text without a code. */
  TEXT_ONLY("text only"),
  /** Nothing of the row was imported. */
  ROW_REJECTED("row rejected"),
  /** Nothing of the file was imported. */
  FILE_REFUSED("file refused");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** The effect in the words of the report. */
  public String text() {
    return text;
  }
}
