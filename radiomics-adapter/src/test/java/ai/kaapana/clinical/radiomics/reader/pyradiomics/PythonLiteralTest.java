package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {

  @Test
  void readsDictsWithNestedValues() {
    assertThat(
            PythonLiteral.parse(
                "{'LoG': {'sigma': [1.0, 3]}, 'Original': {}, 'name': \"it's, \\'x\\'\", 'on':"
                    + " True}"))
        .isEqualTo(
            Map.of(
                "LoG",
                Map.of("sigma", List.of(new BigDecimal("1.0"), new BigDecimal("3"))),
                "Original",
                Map.of(),
                "name",
                "it's, 'x'",
                "on",
                true));
  }

  @Test
  void readsTuplesAndWhatNumpyWrites() {
    assertThat(PythonLiteral.parse("(0.78, 6.5)"))
        .isEqualTo(List.of(new BigDecimal("0.78"), new BigDecimal("6.5")));
    assertThat(PythonLiteral.parse("(1,)")).isEqualTo(List.of(new BigDecimal("1")));
    assertThat(PythonLiteral.parse("(1)")).isEqualTo(new BigDecimal("1"));
    assertThat(PythonLiteral.parse("(np.float64(0.5), np.int64(3))"))
        .isEqualTo(List.of(new BigDecimal("0.5"), new BigDecimal("3")));
    assertThat(PythonLiteral.parse("array([1, 2], dtype=int64)"))
        .isEqualTo(List.of(new BigDecimal("1"), new BigDecimal("2")));
    assertThat(PythonLiteral.parse("None")).isNull();
    assertThat(PythonLiteral.parse("nan")).isEqualTo("nan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'a'",
        "{'a': 1",
        "[1, 2",
        "(1, 2",
        "'open",
        "__import__('os')",
        "os.system('x')",
        "1 + 1",
        "{'a': 1} x",
        "lambda: 1",
        "{'a': }"
      })
  void refusesWhatIsNoLiteral(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PythonLiteral.parse(text));
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThatIllegalArgumentException().isThrownBy(() -> PythonLiteral.parse("[".repeat(100_000)));
  }
}
