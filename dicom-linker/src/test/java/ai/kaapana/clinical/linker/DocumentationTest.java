package ai.kaapana.clinical.linker;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  @Test
  void errorCodesAreDocumented() {
    GeneratedPage.errorCodes("dicom-linker", LinkerIssue.values()).check();
  }

  @Test
  void settingsAreDocumented() {
    GeneratedPage.configuration("dicom-linker", Path.of("target/classes")).check();
  }
}
