package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.NumberText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A column with its cells, compact: ten million numbers are ten million doubles. */
public sealed interface Column {

  ColumnInfo info();

  /** The cell of a row as text, or null where nothing is stored. */
  @Nullable String text(int row);

  /** How many cells are not empty. */
  long filled();

  /** Texts. */
  record Texts(ColumnInfo info, List<@Nullable String> cells) implements Column {

    @Override
    public @Nullable String text(int row) {
      return cells.get(row);
    }

    @Override
    public long filled() {
      return cells.stream().filter(Objects::nonNull).count();
    }
  }

  /** Numbers; NaN = empty. */
  @SuppressWarnings("ArrayRecordComponent") // filled once, never compared
  record Numbers(ColumnInfo info, double[] cells) implements Column {

    @Override
    public @Nullable String text(int row) {
      return Double.isNaN(cells[row]) ? null : NumberText.of(cells[row]);
    }

    @Override
    public long filled() {
      return Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).count();
    }
  }

  static Column text(ColumnInfo info, List<Row> rows, Function<Row, @Nullable String> cell) {
    var cells = new String[rows.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell.apply(rows.get(i));
    }
    return new Texts(info, Arrays.asList(cells));
  }

  static Column number(ColumnInfo info, List<Row> rows, ToDoubleFunction<Row> cell) {
    return new Numbers(info, rows.stream().mapToDouble(cell).toArray());
  }
}
