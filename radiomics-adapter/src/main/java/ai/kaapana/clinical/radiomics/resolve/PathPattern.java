package ai.kaapana.clinical.radiomics.resolve;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of the user over a path column, with the named groups patient, study,
 * series, seg, segSeries, segment and roi. It must be found somewhere in the path.
 *
 * <p>The work spent on one path is bounded, so that no expression can hold up the service.
 */
public final class PathPattern {

  private static final int LONGEST_PATTERN = 1_000;
  private static final int LONGEST_PATH = 4_000;
  private static final int STEPS = 1_000_000;

  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The pattern, or empty if it is no regular expression or names none of the groups. */
  public static Optional<PathPattern> of(String expression) {
    try {
      var pattern = Pattern.compile(expression);
      var named =
          pattern.namedGroups().keySet().stream()
              .anyMatch(group -> TargetField.of(group).isPresent());
      return named && expression.length() <= LONGEST_PATTERN
          ? Optional.of(new PathPattern(pattern))
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** What the groups say, or empty if the path does not match. */
  Optional<Map<TargetField, String>> read(String path) {
    if (path.length() > LONGEST_PATH) {
      return Optional.empty();
    }
    var matcher = pattern.matcher(new Bounded(path, new int[] {STEPS}));
    try {
      if (!matcher.find()) {
        return Optional.empty();
      }
    } catch (TooManyStepsException | StackOverflowError e) {
      return Optional.empty();
    }
    var result = new EnumMap<TargetField, String>(TargetField.class);
    for (var group : pattern.namedGroups().keySet()) {
      var text =
          matcher.start(group) < 0 ? "" : path.substring(matcher.start(group), matcher.end(group));
      TargetField.of(group)
          .filter(field -> !text.isBlank())
          .ifPresent(field -> result.put(field, text));
    }
    return Optional.of(result);
  }

  /** Counts what a matcher looks at. */
  private record Bounded(CharSequence text, int[] left) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooManyStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Bounded(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
