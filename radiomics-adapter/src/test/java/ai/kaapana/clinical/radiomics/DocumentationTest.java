package ai.kaapana.clinical.radiomics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  @Test
  void listsTheErrorCodesOfTheCode() {
    GeneratedPage.errorCodes("radiomics-adapter", RadiomicsIssue.values()).check();
  }

  @Test
  void givesEveryIssueACodeOfItsOwn() {
    assertThat(Arrays.stream(RadiomicsIssue.values()).map(RadiomicsIssue::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z]+/[a-z-]+"));
  }

  @Test
  void settingsAreDocumented() {
    GeneratedPage.configuration("radiomics-adapter", Path.of("target/classes")).check();
  }
}
