package ai.kaapana.clinical.server.analytics.spec;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A feature name in which {@code *} stands for any text and {@code ?} for one character. */
public record FeaturePattern(String text, Pattern regex) {

  /** Reads a pattern; every other character means itself. */
  public static FeaturePattern of(String text) {
    var regex =
        text.codePoints()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return new FeaturePattern(text, Pattern.compile(regex, Pattern.DOTALL));
  }

  public boolean matches(String feature) {
    return regex.matcher(feature).matches();
  }

  // Pattern has no equality of its own; two patterns are the same if their texts are.
  @Override
  public boolean equals(Object other) {
    return other instanceof FeaturePattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
