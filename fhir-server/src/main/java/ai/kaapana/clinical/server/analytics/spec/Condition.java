package ai.kaapana.clinical.server.analytics.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value must satisfy; all stated members at once.
 *
 * @param in one of these; empty = not stated
 * @param unit UCUM code of the numbers here; null = as stored
 */
public record Condition(
    List<Scalar> in,
    @Nullable Scalar eq,
    @Nullable Double gt,
    @Nullable Double ge,
    @Nullable Double lt,
    @Nullable Double le,
    @Nullable String unit) {

  public Condition {
    in = List.copyOf(in);
  }

  /** Whether it compares by size, which only numbers can satisfy. */
  public boolean isRange() {
    return gt != null || ge != null || lt != null || le != null;
  }

  /** Whether a number, in the unit of this condition, satisfies the range. */
  public boolean inRange(double value) {
    return (gt == null || value > gt)
        && (ge == null || value >= ge)
        && (lt == null || value < lt)
        && (le == null || value <= le);
  }
}
