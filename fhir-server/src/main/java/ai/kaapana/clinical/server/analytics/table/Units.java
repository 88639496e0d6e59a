package ai.kaapana.clinical.server.analytics.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;
import org.jspecify.annotations.Nullable;

/**
 * Converts numbers between UCUM units.
 *
 * <p>Why {@code org.fhir:ucum}: it is on the class path with HAPI, is maintained with FHIR's own
 * tools and brings the complete {@code ucum-essence.xml}, so a table and FHIR's quantity search
 * follow the same definitions.
 *
 * <p>Not: scales with an offset (Celsius to Fahrenheit) and amount to mass, which needs the
 * substance.
 */
final class Units {

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private final UcumService ucum;
  private final Map<Conversion, Optional<BigDecimal>> factors = new ConcurrentHashMap<>();

  private record Conversion(String from, String to) {}

  /** Read when first needed, since the definitions take a while to parse. */
  private static final class Shared {
    private static final Units UNITS = new Units();
  }

  /** The one instance; it may be used by several threads. */
  static Units shared() {
    return Shared.UNITS;
  }

  private Units() {
    try (var essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
      ucum = new UcumEssenceService(essence);
    } catch (UcumException e) {
      throw new IllegalStateException("The UCUM definitions cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether numbers of one unit can be given in another; no unit fits no unit alone. */
  boolean fits(@Nullable String from, @Nullable String to) {
    return same(from, to) || factor(from, to).isPresent();
  }

  /**
   * The number in the other unit; the very same double if the units are the same.
   *
   * @throws IllegalArgumentException if the units do not fit
   */
  double convert(double number, @Nullable String from, @Nullable String to) {
    if (same(from, to)) {
      return number;
    }
    var factor = factor(from, to).orElseThrow(() -> new IllegalArgumentException("units"));
    return new BigDecimal(Double.toString(number)).multiply(factor, PRECISION).doubleValue();
  }

  private static boolean same(@Nullable String from, @Nullable String to) {
    return from == null ? to == null : from.equals(to);
  }

  private Optional<BigDecimal> factor(@Nullable String from, @Nullable String to) {
    return from == null || to == null
        ? Optional.empty()
        : factors.computeIfAbsent(new Conversion(from, to), this::compute);
  }

  private Optional<BigDecimal> compute(Conversion conversion) {
    if (isArbitrary(conversion.from()) || isArbitrary(conversion.to())) {
      return Optional.empty();
    }
    try {
      // convert() itself refuses what is not commensurable or has an offset
      ucum.convert(new Decimal("1"), conversion.from(), conversion.to());
      var from = canonical(conversion.from());
      return Optional.of(from.divide(canonical(conversion.to()), PRECISION));
    } catch (UcumException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** UCUM section 24: arbitrary units such as [iU] or [hnsf'U] fit nothing but themselves. */
  private static boolean isArbitrary(String unit) {
    return unit.contains("U]") || unit.contains("'U") || unit.contains("_U");
  }

  private BigDecimal canonical(String unit) throws UcumException {
    var pair = ucum.getCanonicalForm(new Pair(new Decimal("1"), unit));
    return new BigDecimal(pair.getValue().asDecimal());
  }
}
