package ai.kaapana.clinical.server.analytics.model;

import java.math.BigDecimal;

/** Doubles as text. */
public final class NumberText {

  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private NumberText() {}

  /**
   * The shortest digits that read back as the same double, written as JSON and JavaScript write
   * numbers: whole numbers without a fraction, an exponent only for the very large and very small.
   */
  public static String of(double value) {
    var text = Double.toString(value);
    if (text.indexOf('E') < 0) {
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    var size = Math.abs(value);
    return size >= PLAIN_FROM && size < PLAIN_BELOW
        ? new BigDecimal(text).toPlainString()
        : text.replace(".0E", "e").replace('E', 'e');
  }
}
