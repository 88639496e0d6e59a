package ai.kaapana.clinical.testing.auth;

import ai.kaapana.clinical.testing.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A real service on a database of its own, in the process of the test; its sisters are away. */
public final class RunningService implements AutoCloseable {

  private static final String NOBODY = "http://127.0.0.1:9";

  private final ServletWebServerApplicationContext context;
  private final MatrixTokens tokens;

  private RunningService(ServletWebServerApplicationContext context, MatrixTokens tokens) {
    this.context = context;
    this.tokens = tokens;
  }

  /**
   * Starts a service.
   *
   * @param folder for keys and what the service keeps
   * @param further settings beside those of security, database and sisters, as {@code key=value}
   */
  public static RunningService start(
      Class<?> application, String component, Path folder, String... further) {
    var tokens = MatrixTokens.forReceiver(component);
    var settings = new ArrayList<>(tokens.springProperties(folder));
    settings.addAll(List.of(TestPostgres.newDatabase().springProperties()));
    settings.addAll(
        List.of(
            "server.port=0",
            "server.address=127.0.0.1",
            "clinical.fhir.base-url=" + NOBODY + "/fhir",
            "clinical.linker.base-url=" + NOBODY,
            "clinical.import.base-url=" + NOBODY,
            "clinical.radiomics.base-url=" + NOBODY));
    settings.addAll(List.of(further));
    return new RunningService(
        (ServletWebServerApplicationContext) run(application, settings), tokens);
  }

  /** Runs an application with settings, as from the command line. */
  public static org.springframework.context.ConfigurableApplicationContext run(
      Class<?> application, List<String> settings) {
    return new SpringApplicationBuilder(application)
        .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }

  /** The routes that it has. */
  public Set<String> routes() {
    return SpringRoutes.of(context);
  }

  /** Calls its routes. */
  public RouteCalls calls() {
    return new RouteCalls("http://127.0.0.1:" + context.getWebServer().getPort(), tokens);
  }

  @Override
  public void close() {
    context.close();
  }
}
