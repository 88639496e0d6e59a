package ai.kaapana.clinical.server.analytics.table;

import java.util.Locale;

/** What the cells of a column are. */
public enum ColumnType {
  TEXT,
  CODE,
  DATE,
  BOOLEAN,
  NUMBER,
  INTEGER;

  /** Whether cells are written without quotes. */
  public boolean isNumber() {
    return this == NUMBER || this == INTEGER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
