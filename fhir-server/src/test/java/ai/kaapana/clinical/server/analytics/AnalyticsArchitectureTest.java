package ai.kaapana.clinical.server.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testing.docs.GeneratedPage;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnalyticsArchitectureTest {

  private static final String ROOT = "ai.kaapana.clinical.server.analytics";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void whatComputesTheTableKnowsNeitherSpringNorDatabaseNorHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT, ROOT + ".spec", ROOT + ".model", ROOT + ".table", ROOT + ".output")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "ca.uhn.fhir..",
            "org.hl7.fhir..",
            "java.sql..",
            "javax.sql..",
            "jakarta.servlet..",
            "org.slf4j..",
            ROOT + ".store",
            ROOT + ".web")
        .check(CLASSES);
  }

  @Test
  void theSnapshotKnowsNeitherTableNorHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".table", ROOT + ".output", ROOT + ".web", "jakarta.servlet..")
        .check(CLASSES);
  }

  @Test
  void oneClassAloneNamesTheTablesOfHapi() throws IOException {
    var sources = Path.of(System.getProperty("project.root", ".."), "fhir-server/src/main/java");
    try (var files = Files.walk(sources.resolve(ROOT.replace('.', '/')))) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> read(file).contains("HFJ_")))
          .extracting(file -> file.getFileName().toString())
          .containsExactly("HapiTables.java");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyRefusalHasADocumentedCodeOfItsOwn() {
    assertThat(Arrays.stream(AnalyticsCode.values()).map(AnalyticsCode::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("joint-table/[a-z-]+"));
    GeneratedPage.errorCodes("joint-table", AnalyticsCode.values()).check();
  }
}
