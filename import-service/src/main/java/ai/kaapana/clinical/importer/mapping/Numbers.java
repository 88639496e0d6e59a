package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.importer.mapping.language.SourceRules.NumberForm;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers exactly as declared; what could mean two numbers is none. */
final class Numbers {
  private static final int DIGITS = 40;
  private static final int EXPONENT = 300;
  private static final Pattern POINT = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  private Numbers() {}

  /** The number that a text is in the declared form. */
  static Optional<BigDecimal> parse(String text, NumberForm form) {
    var plain = form.thousands().map(sign -> ungrouped(text, sign, form.decimal())).orElse(text);
    if (plain.indexOf('.') >= 0 && form.decimal() == ',') {
      return Optional.empty();
    }
    return parse(plain.replace(form.decimal(), '.'));
  }

  /** The number that a text with a decimal point is. */
  static Optional<BigDecimal> parse(String text) {
    if (text.length() > DIGITS || !POINT.matcher(text).matches()) {
      return Optional.empty();
    }
    var number = new BigDecimal(text);
    return Math.abs(number.precision() - number.scale()) > EXPONENT
        ? Optional.empty()
        : Optional.of(number);
  }

  // Groups must be complete, so that 1.5 under thousands "." stays no number.
  private static String ungrouped(String text, char sign, char decimal) {
    var group = Pattern.quote(String.valueOf(sign));
    var point = Pattern.quote(String.valueOf(decimal));
    var whole = "[+-]?\\d{1,3}(" + group + "\\d{3})+(" + point + "\\d+)?";
    return text.matches(whole) ? text.replace(String.valueOf(sign), "") : text;
  }
}
