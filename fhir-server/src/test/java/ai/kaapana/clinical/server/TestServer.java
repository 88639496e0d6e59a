package ai.kaapana.clinical.server;

import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The real server on a real PostgreSQL, with tokens, started once per JVM and shared by all tests;
 * so a test takes patients of its own and counts only those.
 */
public final class TestServer {

  /** The services that the server knows by certificate; the last one is in no table of writers. */
  public static final List<String> COMPONENTS =
      List.of("dicom-linker", "import-service", "radiomics-adapter", "stranger");

  private static TestServer shared;

  private final TestTokens tokens = new TestTokens();
  private final Map<String, TestComponent> components = new LinkedHashMap<>();
  private final TestPostgres.Database database = TestPostgres.newDatabase();
  private final ServletWebServerApplicationContext context;

  private TestServer() {
    COMPONENTS.forEach(name -> components.put(name, TestComponent.create(name)));
    var arguments = new ArrayList<String>();
    try {
      var folder = Files.createTempDirectory("fhir-server-test");
      add(arguments, database.springProperties());
      add(arguments, tokens.springProperties(folder));
      for (var component : components.values()) {
        add(arguments, trust(component, folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(arguments, "server.port=0", "server.address=127.0.0.1", "clinical.http.base-path=/prefix");
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(FhirServerApplication.class)
                .run(arguments.toArray(String[]::new));
  }

  /** The server, started when the first test asks for it. */
  public static synchronized TestServer get() {
    if (shared == null) {
      shared = new TestServer();
    }
    return shared;
  }

  private static String trust(TestComponent component, Path folder) {
    var key = component.writeTo(folder.resolve(component.component()));
    return "clinical.security.trusted."
        + component.component()
        + "="
        + key.resolveSibling("tls.crt");
  }

  private static void add(List<String> arguments, String... properties) {
    for (var property : properties) {
      arguments.add("--" + property);
    }
  }

  /** Address of the server without a path. */
  public String root() {
    return "http://127.0.0.1:" + context.getWebServer().getPort();
  }

  /** A client that sends what a person of the project would. */
  public FhirClient person(String name) {
    return new FhirClient(root() + "/fhir", () -> tokens.person(name).sign());
  }

  /** A client with the realm role {@code admin}. */
  public FhirClient admin() {
    return new FhirClient(root() + "/fhir", () -> tokens.person("root").admin().sign());
  }

  /** A client of one of {@link #COMPONENTS}. */
  public FhirClient service(String component) {
    return new FhirClient(
        root() + "/fhir", () -> components.get(component).token("fhir-server", "job-user"));
  }

  public FhirClient linker() {
    return service("dicom-linker");
  }

  public FhirClient importer() {
    return service("import-service");
  }

  public FhirClient adapter() {
    return service("radiomics-adapter");
  }

  /** A client with a given token. */
  public FhirClient bearer(String token) {
    return new FhirClient(root() + "/fhir", () -> token);
  }

  /** A client without a token. */
  public FhirClient anonymous() {
    return new FhirClient(root() + "/fhir", () -> null);
  }

  public TestTokens tokens() {
    return tokens;
  }

  /** The key pairs of {@link #COMPONENTS}. */
  public Map<String, TestComponent> components() {
    return Map.copyOf(components);
  }

  /** All that the server consists of. */
  public ServletWebServerApplicationContext context() {
    return context;
  }

  /** SQL on the server's database. */
  public JdbcTemplate sql() {
    return context.getBean(JdbcTemplate.class);
  }

  /** A bean of the server. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }
}
