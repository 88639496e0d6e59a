package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/** A stored clinical value. */
public sealed interface Value {

  /** A number as a double, with its UCUM code. */
  record Quantity(double number, @Nullable String unit) implements Value {}

  /** A code, and the text of the source; a value that could not be coded has the text alone. */
  record Coded(@Nullable String code, @Nullable String text) implements Value {}

  /**
   * Anything else: a text, a date, true or false, a number known only as a bound such as {@code
   * <5}.
   */
  record Text(String text) implements Value {}

  /** The value as one text, a code before its source text. */
  default String asText() {
    return switch (this) {
      case Quantity quantity -> NumberText.of(quantity.number());
      case Coded(String code, String text) -> code != null ? code : text == null ? "" : text;
      case Text(String text) -> text;
    };
  }
}
