package ai.kaapana.clinical.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanariesTest {

  private final Canaries canaries = new Canaries();

  @Test
  void findsCanaryInContentAndInNamesOfFiles(@TempDir Path folder) throws IOException {
    String name = canaries.token("patient name");
    Files.writeString(
        folder.resolve("service.log"),
        "first\nrow of " + name.toUpperCase(Locale.ROOT) + " refused\n");
    Files.writeString(folder.resolve(canaries.uid("study uid") + ".dcm"), "");
    assertThatThrownBy(() -> canaries.assertAbsent(folder))
        .hasMessageContaining("service.log, line 2: patient name")
        .hasMessageContaining("name of a file, line 1: study uid")
        .hasMessageNotContaining("row of");
  }

  @Test
  void passesWhereThereIsNone(@TempDir Path folder) throws IOException {
    canaries.token("patient name");
    Files.writeString(folder.resolve("service.log"), "row 17 refused");
    assertThatCode(() -> canaries.assertAbsent(folder)).doesNotThrowAnyException();
  }

  @Test
  void makesTheFormThatAFieldTakes() {
    assertThat(canaries.number("weight")).matches("[0-9]{16}");
    assertThat(canaries.uid("uid")).matches("2\\.25\\.[0-9]+").hasSizeLessThanOrEqualTo(64);
    assertThat(canaries.token("a"))
        .isEqualTo(canaries.token("a"))
        .isNotEqualTo(canaries.token("b"));
  }
}
