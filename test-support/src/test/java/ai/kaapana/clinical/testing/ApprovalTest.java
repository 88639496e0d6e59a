package ai.kaapana.clinical.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalTest {

  @TempDir private Path folder;

  @Test
  void failsAndWritesReceivedWhenNothingIsApproved() {
    assertThatThrownBy(() -> Approval.compare(folder, "mapper/case.json", "a\n", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not approved yet")
        .hasMessageContaining("+ a");
    assertThat(folder.resolve("mapper/case.json.received")).hasContent("a");
    assertThat(folder.resolve("mapper/case.json")).doesNotExist();
  }

  @Test
  void failsWithTheDifferenceAlone() throws IOException {
    Files.writeString(folder.resolve("case"), "one\ntwo\nthree\n");
    assertThatThrownBy(() -> Approval.compare(folder, "case", "one\n2\nthree\n", false))
        .hasMessageContaining("- two\n+ 2")
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("three");
  }

  @Test
  void passesAndTidiesUpWhenEqual() throws IOException {
    Files.writeString(folder.resolve("case"), "a\n");
    Files.writeString(folder.resolve("case.received"), "old");
    Approval.compare(folder, "case", "a\n", false);
    assertThat(folder.resolve("case.received")).doesNotExist();
  }

  @Test
  void acceptsWhenAskedTo() throws IOException {
    Files.writeString(folder.resolve("case"), "a\n");
    Approval.compare(folder, "case", "b\n", true);
    assertThat(folder.resolve("case")).hasContent("b");
  }

  @Test
  void sortsKeysAndKeepsDigits() {
    assertThat(Approval.pretty("{\"b\": 1.50, \"a\": [{\"d\": 1, \"c\": 1e3}]}"))
        .isEqualTo(
            """
            {
              "a" : [
                {
                  "c" : 1E+3,
                  "d" : 1
                }
              ],
              "b" : 1.50
            }
            """);
  }
}
