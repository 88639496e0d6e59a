package ai.kaapana.clinical.importer.page.store;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-3;

  private Figures() {}

  /** A measured number with at most four significant digits. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < LARGE) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double size = Math.abs(value);
    if (size >= LARGE || size < SMALL) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** How many of something, with its name for one and for several. */
  public static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** A share as per cent. */
  public static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
  }

  /** A p value as journals print it. */
  public static String p(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.01 ? "%.3f" : "%.2f", p);
  }

  /** Bytes in a unit that fits. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
