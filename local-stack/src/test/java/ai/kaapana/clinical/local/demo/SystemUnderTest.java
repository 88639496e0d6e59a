package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.local.StackOptions;
import ai.kaapana.clinical.testing.StateSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole stack, started once for all system tests of a run, that can be emptied between them.
 *
 * <p>It is the stack of {@code ./demo}: real services, real PostgreSQL, tokens and all.
 */
final class SystemUnderTest implements AutoCloseable {

  private static final List<String> DATABASES = List.of("fhir", "linker", "importer", "radiomics");

  private static final String VIEWER =
      "/ohif/viewer?StudyInstanceUIDs={study_uid}&initialSeriesInstanceUID={series_uid}";

  private static final List<Component> FEEDERS =
      List.of(Component.DICOM_LINKER, Component.IMPORT_SERVICE, Component.RADIOMICS_ADAPTER);

  private final Stack stack;
  private final Path cohort;
  private final Bucket bucket = new Bucket();
  private StateSnapshot undisturbed;

  private SystemUnderTest() {
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    cohort = root.resolve("demo-cohort");
    try {
      var data = Files.createTempDirectory("clinical-system-test");
      var options =
          StackOptions.of(root, data)
              .withSetting(Component.IMPORT_SERVICE, "clinical.import.waiting.interval", "1s")
              .withSetting(Component.IMPORT_SERVICE, "clinical.page.viewer-url", VIEWER)
              .withMessages(SystemUnderTest::say);
      for (var setting : bucket.settings().entrySet()) {
        options =
            options.withSetting(Component.IMPORT_SERVICE, setting.getKey(), setting.getValue());
      }
      stack = Stack.start(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the one running stack to a test. */
  static final class Provider implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(SystemUnderTest.class, key -> new SystemUnderTest());
    }
  }

  Stack stack() {
    return stack;
  }

  Path cohort() {
    return cohort;
  }

  /** The bucket into which the page sends tables. */
  Bucket bucket() {
    return bucket;
  }

  Feeds feeds() {
    return new Feeds(stack, cohort);
  }

  DemoLoad demo() {
    return new DemoLoad(stack, cohort, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  StateSnapshot snapshot() throws SQLException {
    try (var connection = stack.database("fhir").connect()) {
      return StateSnapshot.of(connection);
    }
  }

  /** The state after link, import and ingest without any disturbance; made once. */
  StateSnapshot undisturbed() throws Exception {
    if (undisturbed == null) {
      empty();
      feeds().all();
      undisturbed = snapshot();
    }
    return undisturbed;
  }

  /** Takes everything out of all databases; the services start anew, since they remember. */
  void empty() throws SQLException {
    each(FEEDERS, stack::stop);
    stack.stop(Component.FHIR_SERVER);
    for (var name : DATABASES) {
      truncate(name);
    }
    stack.restart(Component.FHIR_SERVER);
    each(FEEDERS, stack::restart);
  }

  private static void each(List<Component> components, Consumer<Component> action) {
    CompletableFuture.allOf(
            components.stream()
                .map(component -> CompletableFuture.runAsync(() -> action.accept(component)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void truncate(String database) throws SQLException {
    try (var connection = stack.database(database).connect();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              """
              select quote_ident(tablename) from pg_tables
               where schemaname = 'public' and tableowner = current_user
                 and lower(tablename) not like 'fly%' and lower(tablename) not like '%schema_history%'
              """)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      if (!tables.isEmpty()) {
        statement.execute("truncate table " + String.join(", ", tables) + " cascade");
      }
    }
  }

  private static void say(String message) {
    System.out.println("system under test: " + message);
  }

  @Override
  public void close() {
    stack.close();
    bucket.close();
  }
}
