package ai.kaapana.clinical.linker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: api, link, mapping, model. */
@AnalyzeClasses(
    packages = "ai.kaapana.clinical.linker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BASE = "ai.kaapana.clinical.linker.";

  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy(BASE + "config..")
          .layer("api")
          .definedBy(BASE + "api..")
          .layer("link")
          .definedBy(BASE + "link..")
          .layer("state")
          .definedBy(BASE + "state..")
          .layer("mapping")
          .definedBy(BASE + "mapping..")
          .layer("dicomweb")
          .definedBy(BASE + "dicomweb..")
          .layer("project")
          .definedBy(BASE + "project..")
          .layer("model")
          .definedBy(BASE + "model..")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("link")
          .mayOnlyBeAccessedByLayers("api", "config")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("api", "config", "link")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("config", "link")
          .whereLayer("project")
          .mayOnlyBeAccessedByLayers("config", "link")
          .whereLayer("dicomweb")
          .mayOnlyBeAccessedByLayers("config", "link");

  @ArchTest
  static final ArchRule mappingIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "mapping..", BASE + "model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "org.slf4j..",
              "java.io..",
              "java.nio..",
              "java.sql..",
              "java.net.http..",
              "ai.kaapana.clinical.service..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule readersKnowNothingOfFhir =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "dicomweb..", BASE + "model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hl7..",
              "ca.uhn..",
              "ai.kaapana.clinical.fhir.patient..",
              "ai.kaapana.clinical.fhir.bundle..",
              "ai.kaapana.clinical.fhir.provenance..");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");
}
