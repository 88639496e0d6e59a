package ai.kaapana.clinical.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ai.kaapana.clinical.fhir", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule plainJava =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "org.slf4j..",
              "java.util.logging..",
              "java.sql..",
              "java.net.http..",
              "ai.kaapana.clinical.service..");

  @ArchTest
  static final ArchRule noClock =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.time.Clock.class);

  @ArchTest
  static final ArchRule noPackageNamedUtil =
      noClasses().should().resideInAnyPackage("..util..", "..helper..");
}
