package ai.kaapana.clinical.radiomics.reader;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a number in every form that Python, NumPy, PyRadiomics and C++ write. */
public final class NumberText {

  /** Longer than any double's exact text of 17 digits needs; a longer one is not a measurement. */
  private static final int LONGEST = 400;

  private static final String DECIMAL = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?";
  private static final Pattern NUMBER = Pattern.compile(DECIMAL);
  private static final Pattern WRAPPED =
      Pattern.compile(
          "(?:np\\.|numpy\\.)?(?:float16|float32|float64|int32|int64|array)"
              + "\\(\\s*\\[?\\s*([^()\\[\\],\\s]+)\\s*\\]?\\s*(?:,\\s*dtype=[\\w.]+\\s*)?\\)");
  private static final Pattern COMPLEX =
      Pattern.compile("\\(?\\s*(" + DECIMAL + "|nan|inf|-inf)\\s*([+-][^\\s]*)j\\s*\\)?");
  private static final Pattern ZERO = Pattern.compile("[+-]?0*\\.?0*(?:[eE][+-]?\\d+)?");

  private NumberText() {}

  /** The number in a text, or the reason why it holds none. */
  public static FeatureValue read(String text, DecimalMark mark) {
    var trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      return new FeatureValue.Absent(AbsentReason.UNPARSABLE, "");
    }
    return plain(mark == DecimalMark.COMMA ? withPoint(trimmed) : trimmed, trimmed);
  }

  /** A text with both marks stays as it is and then is no number: it could be a thousand. */
  private static String withPoint(String text) {
    return text.indexOf('.') < 0 ? text.replace(',', '.') : text;
  }

  private static FeatureValue plain(String text, String literal) {
    if (NUMBER.matcher(text).matches()) {
      return number(text, literal);
    }
    var reason = reasonOf(text);
    if (reason != null) {
      return new FeatureValue.Absent(reason, literal);
    }
    var wrapped = WRAPPED.matcher(text);
    if (wrapped.matches()) {
      return plain(wrapped.group(1), literal);
    }
    var complex = COMPLEX.matcher(text);
    return complex.matches()
        ? realPart(complex, literal)
        : new FeatureValue.Absent(AbsentReason.UNPARSABLE, literal);
  }

  private static FeatureValue realPart(Matcher complex, String literal) {
    return ZERO.matcher(complex.group(2)).matches()
        ? plain(complex.group(1), literal)
        : new FeatureValue.Absent(AbsentReason.COMPLEX, literal);
  }

  private static FeatureValue number(String text, String literal) {
    var value = new BigDecimal(text);
    var nearest = value.doubleValue();
    var lost = Double.isInfinite(nearest) || (nearest == 0 && value.signum() != 0);
    return lost
        ? new FeatureValue.Absent(AbsentReason.OUT_OF_RANGE, literal)
        : new FeatureValue.Number(value, literal);
  }

  private static @Nullable AbsentReason reasonOf(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> AbsentReason.NOT_A_NUMBER;
      case "inf", "+inf", "infinity", "+infinity" -> AbsentReason.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> AbsentReason.NEGATIVE_INFINITY;
      case "", "none", "null", "#n/a", "n/a", "na" -> AbsentReason.EMPTY;
      default -> null;
    };
  }
}
