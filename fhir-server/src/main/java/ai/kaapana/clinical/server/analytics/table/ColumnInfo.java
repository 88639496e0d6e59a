package ai.kaapana.clinical.server.analytics.table;

import org.jspecify.annotations.Nullable;

/**
 * What the column dictionary says about a column.
 *
 * @param unit UCUM code of the numbers
 * @param code concept, feature or attribute
 * @param source where the cells come from, in words
 */
public record ColumnInfo(
    String name, ColumnType type, @Nullable String unit, @Nullable String code, String source) {

  static ColumnInfo key(String name, String resource) {
    return new ColumnInfo(name, ColumnType.TEXT, null, null, resource);
  }

  ColumnInfo withType(ColumnType other) {
    return new ColumnInfo(name, other, unit, code, source);
  }
}
