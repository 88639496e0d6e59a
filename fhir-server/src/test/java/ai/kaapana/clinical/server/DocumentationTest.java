package ai.kaapana.clinical.server;

import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  @Test
  void errorCodesAreDocumented() {
    GeneratedPage.errorCodes("fhir-server", FhirServerCode.values()).check();
  }

  @Test
  void settingsAreDocumented() {
    GeneratedPage.configuration("fhir-server", Path.of("target/classes")).check();
  }
}
