package ai.kaapana.clinical.importer.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Units of measure as UCUM codes: whether a text is one, and conversion within the few dimensions
 * that the concept library has a unit for.
 *
 * <p>Source: The Unified Code for Units of Measure, sections 2 and 4.
 */
public final class Units {
  private static final Set<String> ATOMS =
      Set.of(
          "1",
          "m",
          "s",
          "g",
          "L",
          "l",
          "K",
          "Cel",
          "mol",
          "eq",
          "osm",
          "U",
          "[IU]",
          "[iU]",
          "kat",
          "Hz",
          "N",
          "Pa",
          "J",
          "W",
          "A",
          "V",
          "Ohm",
          "Bq",
          "Gy",
          "Sv",
          "Ci",
          "bar",
          "cal",
          "min",
          "h",
          "d",
          "wk",
          "mo",
          "a",
          "%",
          "[ppth]",
          "[ppm]",
          "[ppb]",
          "[pH]",
          "[degF]",
          "[lb_av]",
          "[oz_av]",
          "[in_i]",
          "[ft_i]",
          "deg",
          "rad",
          "t",
          "u",
          "dB",
          "[hnsf'U]",
          "[arb'U]",
          "[CFU]",
          "[drp]",
          "m[Hg]",
          "m[H2O]",
          "[hpf]",
          "10*",
          "10^",
          "st",
          "ar",
          "B",
          "eV");
  private static final Set<String> METRIC =
      Set.of(
          "m", "s", "g", "L", "l", "K", "mol", "eq", "osm", "U", "[IU]", "[iU]", "kat", "Hz", "N",
          "Pa", "J", "W", "A", "V", "Ohm", "Bq", "Gy", "Sv", "Ci", "bar", "cal", "t", "u", "m[Hg]",
          "m[H2O]", "rad", "eV", "B");
  private static final Pattern PREFIX = Pattern.compile("(da|[YZEPTGMkhdcmunpfazy])(.+)");
  private static final Pattern TERM =
      Pattern.compile(
          "((?:10[*^])|(?:\\[[^\\]]+\\])|(?:[A-Za-z%]+(?:\\[[^\\]]+\\])?)|\\d+)([+-]?\\d+)?");
  // Factors to the first unit of each dimension.
  private static final Map<String, Map<String, String>> DIMENSIONS =
      Map.of(
          "kg", Map.of("kg", "1", "g", "0.001", "[lb_av]", "0.45359237"),
          "cm", Map.of("cm", "1", "m", "100", "mm", "0.1", "[in_i]", "2.54"),
          "kg/m2", Map.of("kg/m2", "1"),
          "a", Map.of("a", "365.25", "mo", "30.4375", "wk", "7", "d", "1"));

  private Units() {}

  /** Whether a text is a UCUM code of atoms that clinical tables use. */
  public static boolean valid(String code) {
    var plain = code.replaceAll("\\{[\\x21-\\x7E&&[^{}]]*\\}", "");
    if (plain.isEmpty()) {
      return !code.isEmpty();
    }
    var divided = plain.startsWith("/") ? plain.substring(1) : plain;
    return Arrays.stream(divided.split("[./]", -1)).allMatch(Units::term);
  }

  private static boolean term(String term) {
    var parts = TERM.matcher(term);
    if (!parts.matches()) {
      // An annotation stood alone between two signs.
      return term.isEmpty();
    }
    var atom = parts.group(1);
    if (ATOMS.contains(atom) || atom.chars().allMatch(Character::isDigit)) {
      return true;
    }
    var prefixed = PREFIX.matcher(atom);
    return prefixed.matches() && METRIC.contains(prefixed.group(2));
  }

  /** Whether numbers of one unit become numbers of another. */
  public static boolean convertible(String from, String to) {
    return from.equals(to) || factor(from, to).isPresent();
  }

  /** Converts with ten significant digits; the same unit changes nothing. */
  public static BigDecimal convert(BigDecimal value, String from, String to) {
    if (from.equals(to)) {
      return value;
    }
    var context = new MathContext(10);
    return factor(from, to)
        .map(f -> value.multiply(f.above()).divide(f.below(), context))
        .orElseThrow(() -> new IllegalArgumentException("units of different dimension"));
  }

  private record Factor(BigDecimal above, BigDecimal below) {}

  private static Optional<Factor> factor(String from, String to) {
    return DIMENSIONS.values().stream()
        .filter(units -> units.containsKey(from) && units.containsKey(to))
        .findFirst()
        .map(units -> new Factor(new BigDecimal(units.get(from)), new BigDecimal(units.get(to))));
  }
}
