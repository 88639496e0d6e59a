package ai.kaapana.clinical.server.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "64,64",
    "-1.5,-1.5",
    "1e10,10000000000",
    "1.5e-7,1.5e-7",
    "109414068,109414068",
    "90585727.69165039,90585727.69165039",
    "2e22,2e22",
    "1.5e-6,0.0000015",
    "0.1,0.1",
    "0,0",
    "2e-3,0.002"
  })
  void isShort(double number, String expected) {
    assertThat(NumberText.of(number)).isEqualTo(expected);
  }

  @Test
  void readsBackAsTheSameDouble() {
    var random = new Random(42);
    for (int i = 0; i < 100_000; i++) {
      var number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        var text = NumberText.of(number);
        assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
            .isEqualTo(Double.doubleToLongBits(number));
      }
    }
  }

  @Test
  void neverHasMoreDigitsThanTheDecimalItCameFrom() {
    var random = new Random(43);
    for (int i = 0; i < 100_000; i++) {
      var decimal = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(12));
      var digits = new BigDecimal(NumberText.of(decimal.doubleValue())).stripTrailingZeros();
      assertThat(digits).isEqualByComparingTo(decimal);
    }
  }
}
