package ai.kaapana.clinical.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A real Keycloak as a process of its own, with a realm shaped like Kaapana's.
 *
 * <p>It calls itself by the platform's outer name ({@link #ISSUER}), which leads nowhere here, and
 * is reached at an inner address alone, as on a cluster. Its distribution is put into {@code
 * .test/keycloak} by {@code scripts/test-parts.sh}, which {@code ./test --acceptance} runs.
 */
public final class TestKeycloak implements AutoCloseable {

  /** The name of the issuer in its tokens. */
  public static final String ISSUER = "https://kaapana.test/auth/realms/kaapana";

  private static final String REALM = "/keycloak/realm.json";
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String password = UUID.randomUUID().toString();
  private final String secret = UUID.randomUUID().toString();
  private final String inside;
  private final Process process;
  private final Path log;

  private TestKeycloak(Path folder) throws IOException {
    var home = home();
    int port = FreePorts.next();
    inside = "http://127.0.0.1:" + port + "/auth/realms/kaapana";
    log = folder.resolve("keycloak.log");
    Files.createDirectories(home.resolve("data/import"));
    Files.writeString(home.resolve("data/import/realm.json"), realm());
    process = start(home, port);
    // a test JVM that ends early must not leave the server behind
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "keycloak-stop"));
    awaitRealm();
  }

  /** Starts it; the folder takes its log. */
  public static TestKeycloak start(Path folder) {
    try {
      return new TestKeycloak(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak did not start", e);
    }
  }

  private static Path home() throws IOException {
    var folder = Path.of(System.getProperty("project.root", ".."), ".test", "keycloak");
    if (Files.isDirectory(folder)) {
      try (var found = Files.list(folder)) {
        var home = found.filter(path -> Files.exists(path.resolve("bin/kc.sh"))).findFirst();
        if (home.isPresent()) {
          return home.get().toAbsolutePath();
        }
      }
    }
    throw new IllegalStateException("there is no Keycloak; run scripts/test-parts.sh");
  }

  private String realm() throws IOException {
    try (InputStream in = TestKeycloak.class.getResourceAsStream(REALM)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${password}", password)
          .replace("${secret}", secret);
    }
  }

  private Process start(Path home, int port) throws IOException {
    var builder =
        new ProcessBuilder(
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            // in memory, so that each run has the realm of this version
            "--db=dev-mem",
            "--cache=local",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + FreePorts.next(),
            "--http-relative-path=/auth",
            "--hostname=https://kaapana.test/auth");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private void awaitRealm() throws IOException {
    var end = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(end)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Keycloak ended: " + Files.readString(log));
      }
      try {
        var answer = send(HttpRequest.newBuilder(URI.create(discovery())).build());
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // it does not listen yet
      }
      pause();
    }
    throw new IllegalStateException("Keycloak does not answer");
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its OpenID configuration, at the inner address. */
  public String discovery() {
    return inside + "/.well-known/openid-configuration";
  }

  /** Its keys, at the inner address. */
  public String jwks() {
    return inside + "/protocol/openid-connect/certs";
  }

  /** All that it answers to a person who comes with name and password to a client of the realm. */
  public JsonNode login(String client, String user) {
    var form =
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "client_secret", secret,
            "username", user,
            "password", password,
            "scope", "openid");
    var request =
        HttpRequest.newBuilder(URI.create(inside + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      var answer = send(request);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no token for " + user + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Ends it, and what its script started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
