package ai.kaapana.clinical.radiomics.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

  private static final int SAMPLES = 20_000;

  private static FeatureValue read(String text) {
    return NumberText.read(text, DecimalMark.POINT);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "-12, -12",
    "1.23e-05, 1.23e-05",
    "1E+09, 1E+09",
    "5., 5",
    ".5, 0.5",
    "1e308, 1e308",
    "array(0.5), 0.5",
    "'array([0.5])', 0.5",
    "'array(0.5, dtype=float32)', 0.5",
    "np.float64(0.5621171627174117), 0.5621171627174117",
    "numpy.float32(2), 2",
    "(0.5+0j), 0.5",
    "(-0.5-0.0j), -0.5",
    "0.5+0e0j, 0.5"
  })
  void readsEveryFormOfANumber(String text, BigDecimal value) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            FeatureValue.Number.class,
            number -> {
              assertThat(number.value()).isEqualByComparingTo(value);
              assertThat(number.literal()).isEqualTo(text);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "nan, NOT_A_NUMBER",
    "-nan, NOT_A_NUMBER",
    "NaN, NOT_A_NUMBER",
    "np.float64(nan), NOT_A_NUMBER",
    "(nan+0j), NOT_A_NUMBER",
    "inf, POSITIVE_INFINITY",
    "Infinity, POSITIVE_INFINITY",
    "-inf, NEGATIVE_INFINITY",
    "'', EMPTY",
    "None, EMPTY",
    "#N/A, EMPTY",
    "(1.3e-09+7.0e-10j), COMPLEX",
    "1e309, OUT_OF_RANGE",
    "1e-400, OUT_OF_RANGE",
    "tensor(1.2), UNPARSABLE",
    "'1,234', UNPARSABLE",
    "'(0.78, 0.78, 6.5)', UNPARSABLE",
    "1.2.3, UNPARSABLE",
    "0x10, UNPARSABLE",
    "1_000, UNPARSABLE",
    "True, UNPARSABLE"
  })
  void givesAReasonForWhatIsNoNumber(String text, AbsentReason reason) {
    assertThat(read(text)).isEqualTo(new FeatureValue.Absent(reason, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "(", "array("})
  void endsSoonOnLongTexts(String part) {
    assertThat(read(part.repeat(100_000)))
        .isEqualTo(new FeatureValue.Absent(AbsentReason.UNPARSABLE, ""));
  }

  @Test
  void givesBackEveryDoubleThatPythonWrites() {
    var random = new SplittableRandom(20_260_101L);
    for (int i = 0; i < SAMPLES; i++) {
      var value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(read(Double.toString(value)))
            .isInstanceOfSatisfying(
                FeatureValue.Number.class,
                number -> assertThat(number.value().doubleValue()).isEqualTo(value));
      }
    }
  }
}
