package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.local.PacsKind;
import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.local.StackOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another PACS or another PostgreSQL: the same joint table, and a second load writes nothing. */
@Tag("acceptance")
class VariantsIT {

  private static final Path ROOT =
      Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

  /** Where the build puts the jars with the other versions of PostgreSQL. */
  private static final Path POSTGRES_JARS = Path.of("target", "postgres");

  @TempDir Path data;

  @Test
  void orthancGivesTheSameJointTable() throws Exception {
    try (var stack = Stack.start(options().withPacs(PacsKind.ORTHANC))) {
      assertSameTable(stack);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 18})
  void everySupportedPostgresGivesTheSameJointTable(int major) throws Exception {
    try (var stack = Stack.start(options().withPostgres(postgres(major)))) {
      try (var connection = stack.database("fhir").connect()) {
        assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
      }
      assertSameTable(stack);
    }
  }

  private StackOptions options() {
    return StackOptions.of(ROOT, data)
        .withMessages(message -> System.out.println("variant: " + message));
  }

  private static void assertSameTable(Stack stack) throws IOException {
    var cohort = ROOT.resolve("demo-cohort");
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new DemoLoad(stack, cohort, out).run();
    var answer =
        stack
            .http()
            .postJson(
                URI.create(stack.fhir() + "/$joint-table"),
                Files.readString(cohort.resolve("joint-table.json")),
                "text/csv");
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    ExpectedTable.assertEqual(
        answer.body(), Files.readString(cohort.resolve("expected/joint-table.csv")));
    assertThat(new DemoLoad(stack, cohort, out).run().written()).isZero();
  }

  private static Path postgres(int major) throws IOException {
    try (var jars = Files.list(POSTGRES_JARS)) {
      return jars.filter(jar -> jar.getFileName().toString().contains("-" + major + "."))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no PostgreSQL " + major + " was fetched"));
    }
  }
}
