package ai.kaapana.clinical.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of this service depend on each other in one direction. */
@AnalyzeClasses(
    packages = "ai.kaapana.clinical.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("ai.kaapana.clinical.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ENDPOINT_KNOWS_NEITHER_SECURITY_NOR_AUDIT =
      noClasses()
          .that()
          .resideInAPackage("..server.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..server.security..", "..server.audit..", "..server.analytics..");

  @ArchTest
  static final ArchRule NOTHING_NEEDS_ANALYTICS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..server.analytics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..server.analytics..");
}
