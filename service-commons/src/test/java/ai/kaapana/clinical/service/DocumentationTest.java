package ai.kaapana.clinical.service;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final String CONCEPTS =
      """
      <!-- made by a test from the code; mvn test -Dapprove=true -->
      # Concepts

      What a mapping imports and a table asks for under one name. Three families are open: `lab:<LOINC>` for laboratory values, `survival.<endpoint>` for named endpoints, `local:<name>` for what only a dataset knows.

      | concept | other names | column | cell | unit | codes |
      |---|---|---|---|---|---|
      """;

  @Test
  void errorCodesAreDocumented() {
    GeneratedPage.errorCodes("service-commons", CommonCode.values()).check();
  }

  @Test
  void settingsAreDocumented() {
    GeneratedPage.configuration("service-commons", Path.of("target/classes")).check();
  }

  @Test
  void conceptsAreDocumented() {
    var rows =
        ConceptLibrary.load().concepts().stream()
            .map(DocumentationTest::row)
            .collect(Collectors.joining());
    new GeneratedPage("docs/concepts.md", CONCEPTS + rows).check();
  }

  private static String row(Concept concept) {
    var codes =
        concept
            .allCodings()
            .map(
                code ->
                    (code.system().equals("http://loinc.org") ? "LOINC " : "NCIt ") + code.code())
            .sorted()
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | `%s` | %s | %s | %s |%n"
        .formatted(
            concept.name(),
            String.join(", ", concept.aliases()),
            concept.column(),
            concept.cell().name().toLowerCase(Locale.ROOT),
            concept.unit() == null ? "" : "`" + concept.unit() + "`",
            codes);
  }
}
