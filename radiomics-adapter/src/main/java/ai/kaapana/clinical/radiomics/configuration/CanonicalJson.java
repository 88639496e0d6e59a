package ai.kaapana.clinical.radiomics.configuration;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of maps, lists and values as JSON in one way only: keys sorted, no blanks, numbers
 * equal if they are equal as numbers ({@code 25} and {@code 25.0}, which Python does not tell apart
 * either).
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  public static String write(@Nullable Object value) {
    var out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> object(out, map);
      case List<?> list -> array(out, list.iterator());
      case Set<?> set -> array(out, set.iterator());
      case Boolean bool -> out.append(bool.booleanValue());
      case BigDecimal number -> out.append(number(number));
      case Double number when number.isNaN() || number.isInfinite() -> string(out, "" + number);
      case Number number -> out.append(number(new BigDecimal(number.toString())));
      default -> string(out, value.toString());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    var sorted = new TreeMap<String, @Nullable Object>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    var comma = "{";
    for (var entry : sorted.entrySet()) {
      out.append(comma);
      string(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      comma = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(StringBuilder out, Iterator<?> elements) {
    out.append('[');
    while (elements.hasNext()) {
      append(out, elements.next());
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static String number(BigDecimal number) {
    var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < ' ') {
        out.append("\\u00").append(Character.forDigit(character >> 4, 16));
        out.append(Character.forDigit(character & 15, 16));
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }
}
