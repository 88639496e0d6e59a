package ai.kaapana.clinical.importer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "ai.kaapana.clinical.importer",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "ai.kaapana.clinical.importer";

  @ArchTest
  static final ArchRule readersKnowNothingOfFhir =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".table..", ROOT + ".csv..", ROOT + ".xlsx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hl7.fhir..",
              "ca.uhn.fhir..",
              ROOT + ".mapping..",
              ROOT + ".run..",
              ROOT + ".api..");

  @ArchTest
  static final ArchRule mappingIsPure =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".mapping")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "org.slf4j..",
              "java.io..",
              "java.sql..",
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".csv..",
              ROOT + ".xlsx..");

  @ArchTest
  static final ArchRule mappingReadsNoClock =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".mapping..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock");

  @ArchTest
  static final ArchRule runsDoNotKnowTheirApi =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".run..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".api..");

  @ArchTest
  static final ArchRule nothingKnowsThePage =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".page..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".page..");
}
