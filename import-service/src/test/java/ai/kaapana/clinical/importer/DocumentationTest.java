package ai.kaapana.clinical.importer;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  @Test
  void errorCodesAreDocumented() {
    GeneratedPage.errorCodes("import-service", ImportIssue.values()).check();
  }

  @Test
  void settingsAreDocumented() {
    GeneratedPage.configuration("import-service", Path.of("target/classes")).check();
  }
}
