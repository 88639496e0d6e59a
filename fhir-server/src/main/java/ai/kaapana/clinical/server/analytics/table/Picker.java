package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.Pick;
import ai.kaapana.clinical.server.analytics.spec.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one cell of several values, or says that it would have to guess.
 *
 * <p>A window and {@code closest} look only at values with a day, and only in rows with an anchor.
 *
 * @param pick null = several values are refused
 * @param window null = all values
 */
record Picker(@Nullable Pick pick, @Nullable Window window) {

  /** The cell for a row with the given anchor. */
  Picked pick(List<Candidate> all, Optional<AnchorDay> anchor) {
    if (all.isEmpty()) {
      return pick == Pick.COUNT && (window == null || anchor.isPresent())
          ? new Picked.Computed(0)
          : Picked.NOTHING;
    }
    if (needsAnchor() && anchor.isEmpty()) {
      return Picked.NOTHING;
    }
    if (needsAnchor() && otherAxis(all, anchor.orElseThrow().axis())) {
      return new Picked.Refused(AnalyticsCode.AXIS, axes(all, anchor.orElseThrow().axis()));
    }
    var inside = all.stream().filter(candidate -> inWindow(candidate, anchor)).toList();
    return choose(inside, anchor);
  }

  private boolean needsAnchor() {
    return window != null || pick == Pick.CLOSEST;
  }

  private static boolean otherAxis(List<Candidate> all, TimeAxis axis) {
    return all.stream()
        .anyMatch(candidate -> candidate.when() != null && !candidate.axis().equals(axis));
  }

  private static String axes(List<Candidate> all, TimeAxis axis) {
    var others =
        all.stream().map(candidate -> candidate.axis().code()).distinct().sorted().toList();
    return "anchor on " + axis.code() + ", values on " + String.join(", ", others);
  }

  private boolean inWindow(Candidate candidate, Optional<AnchorDay> anchor) {
    if (!needsAnchor()) {
      return true;
    }
    return candidate.when() != null
        && (window == null || window.contains(anchor.orElseThrow().daysTo(candidate.when())));
  }

  private Picked choose(List<Candidate> inside, Optional<AnchorDay> anchor) {
    if (pick == null) {
      return switch (inside.size()) {
        case 0 -> Picked.NOTHING;
        case 1 -> new Picked.One(inside.getFirst().value());
        default -> refused(inside.size() + " values");
      };
    }
    return switch (pick) {
      case COUNT -> new Picked.Computed(inside.size());
      case MIN -> computed(numbers(inside).min());
      case MAX -> computed(numbers(inside).max());
      case MEAN -> computed(numbers(inside).average());
      case FIRST -> extreme(inside, Comparator.naturalOrder());
      case LAST -> extreme(inside, Comparator.reverseOrder());
      case CLOSEST -> extreme(inside, nearness(anchor.orElseThrow()));
    };
  }

  /**
   * Fewer days come first, of equally many those before the anchor, of one day the earlier time.
   */
  private static Comparator<Moment> nearness(AnchorDay anchor) {
    return Comparator.comparingLong((Moment moment) -> Math.abs(anchor.daysTo(moment)))
        .thenComparing(Comparator.naturalOrder());
  }

  private static Picked extreme(List<Candidate> inside, Comparator<Moment> order) {
    if (inside.size() <= 1) {
      return inside.isEmpty() ? Picked.NOTHING : new Picked.One(inside.getFirst().value());
    }
    var dated = inside.stream().filter(candidate -> candidate.when() != null).toList();
    if (dated.isEmpty()) {
      return refused(inside.size() + " values without a day");
    }
    var first =
        dated.stream().map(Candidate::when).filter(Objects::nonNull).min(order).orElseThrow();
    var tied =
        dated.stream()
            .filter(candidate -> first.sameAs(Objects.requireNonNull(candidate.when())))
            .map(Candidate::value)
            .distinct()
            .toList();
    return tied.size() == 1
        ? new Picked.One(tied.getFirst())
        : refused(tied.size() + " different values on one day");
  }

  private static DoubleStream numbers(List<Candidate> inside) {
    return inside.stream()
        .map(Candidate::value)
        .filter(Value.Quantity.class::isInstance)
        .mapToDouble(value -> ((Value.Quantity) value).number());
  }

  private static Picked computed(OptionalDouble number) {
    return number.isPresent() ? new Picked.Computed(number.getAsDouble()) : Picked.NOTHING;
  }

  private static Picked refused(String competing) {
    return new Picked.Refused(AnalyticsCode.PICK_NEEDED, competing);
  }
}
