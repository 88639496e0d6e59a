package ai.kaapana.clinical.radiomics.reader;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the decimal mark of a file: the first number with a fraction decides, and a later one of
 * the other kind contradicts.
 */
public final class DecimalMarks {

  private static final Pattern COMMA_NUMBER = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINT_NUMBER = Pattern.compile("[+-]?\\d+\\.\\d+([eE][+-]?\\d+)?");

  private @Nullable DecimalMark mark;

  /** Whether a cell has another mark than the cells before; else it may decide. */
  public boolean contradicts(String cell) {
    var found =
        COMMA_NUMBER.matcher(cell).matches()
            ? DecimalMark.COMMA
            : POINT_NUMBER.matcher(cell).matches() ? DecimalMark.POINT : null;
    if (found != null && mark != null && found != mark) {
      return true;
    }
    mark = found == null ? mark : found;
    return false;
  }

  /** The mark as far as it is known; a point if nothing tells. */
  public DecimalMark mark() {
    return mark == null ? DecimalMark.POINT : mark;
  }
}
