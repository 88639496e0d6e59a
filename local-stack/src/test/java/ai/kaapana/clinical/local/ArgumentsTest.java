package ai.kaapana.clinical.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @Test
  void hasADataFolderInTheCheckoutByDefault() {
    var arguments = Arguments.parse(new String[] {"--root", "/checkout"});

    assertThat(arguments.data()).isEqualTo(Path.of("/checkout/.demo"));
    assertThat(arguments.once()).isFalse();
    assertThat(arguments.pacs()).isEqualTo(PacsKind.DOUBLE);
    assertThat(arguments.port()).isZero();
  }

  @Test
  void readsAllOptions() {
    var arguments =
        Arguments.parse(
            new String[] {
              "--once", "--reset", "--data", "/d", "--pacs", "orthanc", "--port", "8080", "--root",
              "/c"
            });

    assertThat(arguments)
        .isEqualTo(new Arguments(Path.of("/c"), Path.of("/d"), true, true, PacsKind.ORTHANC, 8080));
  }

  @ParameterizedTest
  @CsvSource({
    "--never, no option --never",
    "--data, --data needs a value",
    "--pacs=x, no option --pacs=x"
  })
  void refusesWhatItDoesNotKnow(String argument, String message) {
    assertThatThrownBy(() -> Arguments.parse(new String[] {argument}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"--pacs, dcm4chee", "--port, 99999", "--port, http"})
  void refusesValuesThatCannotBe(String option, String value) {
    assertThatThrownBy(() -> Arguments.parse(new String[] {option, value}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(option);
  }
}
