package ai.kaapana.clinical.server.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  private final Units units = Units.shared();

  @ParameterizedTest
  @CsvSource({
    "12345.6789, mm3, mL, 12.3456789",
    "10, mL, mm3, 10000",
    "13.47, g/dL, g/L, 134.7",
    "1, a, d, 365.25",
    "7, wk, d, 49",
    "70, kg, g, 70000",
    "5.2, 10*9/L, /nL, 5.2"
  })
  void convertsExactly(double number, String from, String to, double expected) {
    assertThat(units.convert(number, from, to)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "mmol/L, mg/dL",
    "mm, mm2",
    "[hnsf'U], 1",
    "[iU]/L, /L",
    "Cel, [degF]",
    "nonsense, mm",
    "{SUVbw}g/ml, nonsense"
  })
  void refusesWhatDoesNotFit(String from, String to) {
    assertThat(units.fits(from, to)).isFalse();
  }

  @Test
  void noUnitFitsNoUnitAlone() {
    assertThat(units.fits(null, null)).isTrue();
    assertThat(units.fits(null, "mm")).isFalse();
    assertThat(units.fits("mm", null)).isFalse();
  }

  @Test
  void anEqualUnitGivesTheVerySameDouble() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      var number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertThat(units.convert(number, "[hnsf'U]", "[hnsf'U]")).isEqualTo(number);
      }
    }
  }
}
