package ai.kaapana.clinical.radiomics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "ai.kaapana.clinical.radiomics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String ROOT = "ai.kaapana.clinical.radiomics";

  @ArchTest
  static final ArchRule MAPPING_IS_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".mapping..", ROOT + ".feature..", ROOT + ".configuration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "org.slf4j..", "java.sql..", "java.nio.file..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock");

  @ArchTest
  static final ArchRule READERS_KNOW_NOTHING_OF_FHIR =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".reader..", ROOT + ".feature..", ROOT + ".configuration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..", "org.springframework..");

  @ArchTest
  static final ArchRule NOBODY_CALLS_THE_API =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".api..");

  @ArchTest
  static final ArchRule MAPPING_DOES_NOT_LOOK_UP =
      classes()
          .that()
          .resideInAPackage(ROOT + ".mapping..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".mapping..",
              ROOT + ".feature..",
              ROOT + ".configuration..",
              ROOT + ".reader..",
              "ai.kaapana.clinical.fhir..",
              "org.hl7.fhir.r4.model..",
              "org.hl7.fhir.instance.model.api..",
              "org.jspecify..",
              "java..");

  @ArchTest
  static final ArchRule SERVICES_NEVER_IMPORT_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.kaapana.clinical.server..",
              "ai.kaapana.clinical.linker..",
              "ai.kaapana.clinical.importer..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();
}
