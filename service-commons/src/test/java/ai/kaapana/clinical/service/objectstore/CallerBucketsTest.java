package ai.kaapana.clinical.service.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exchange of a caller's token, against a store of the test's own that gives out sessions. */
class CallerBucketsTest {

  private static final String SESSION =
      "<r><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>AK</AccessKeyId>"
          + "<SecretAccessKey>SK</SecretAccessKey><SessionToken>session-of-alice</SessionToken>"
          + "</Credentials></AssumeRoleWithWebIdentityResult></r>";

  private final Map<String, String> form = new LinkedHashMap<>();
  private HttpServer server;
  private int status = 200;
  private String answer = SESSION;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::exchange);
    server.createContext("/project-lung/", this::object);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String field : body.split("&")) {
      String[] parts = field.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    boolean accepted = "token+of/alice=".equals(form.get("WebIdentityToken"));
    respond(exchange, accepted ? status : 403, accepted ? answer : "<Error/>");
  }

  private void object(HttpExchange exchange) throws IOException {
    String session = exchange.getRequestHeaders().getFirst("X-Amz-Security-Token");
    boolean own = "session-of-alice".equals(session);
    respond(exchange, own ? 200 : 403, own ? "content" : "<Error/>");
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private CallerBuckets buckets() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new CallerBuckets(
        new CallerBucketsProperties(
            address, null, "us-east-1", "project-lung", Duration.ofMinutes(15)),
        Clock.systemUTC());
  }

  @Test
  void opensTheBucketWithASessionOfTheCaller() throws IOException {
    try (ObjectStore bucket = buckets().open("token+of/alice=");
        ObjectContent content = bucket.open("a.csv")) {
      assertThat(content.stream().readAllBytes()).asString().isEqualTo("content");
    }
    assertThat(form)
        .containsEntry("Action", "AssumeRoleWithWebIdentity")
        .containsEntry("RoleSessionName", "clinical-data")
        .containsEntry("DurationSeconds", "900")
        .doesNotContainKey("RoleArn");
  }

  @Test
  void givesNothingForATokenThatTheStoreRefuses() {
    assertThatThrownBy(() -> buckets().open("token of mallory"))
        .isInstanceOf(ProblemException.class)
        .hasMessageNotContaining("mallory");
  }

  @Test
  void takesAnOutageForNoRefusal() {
    status = 503;
    assertThatThrownBy(() -> buckets().open("token+of/alice="))
        .isInstanceOf(DependencyDownException.class);
    stop();
    assertThatThrownBy(() -> buckets().open("token+of/alice="))
        .isInstanceOf(DependencyDownException.class);
  }

  @Test
  void takesNoCredentialsWithoutASessionAndReadsNoDoctype() {
    answer = SESSION.replace("<SessionToken>session-of-alice</SessionToken>", "");
    assertThatThrownBy(() -> buckets().open("token+of/alice="))
        .isInstanceOf(DependencyDownException.class);
    answer =
        "<!DOCTYPE r [<!ENTITY s SYSTEM 'file:///etc/hostname'>]>"
            + SESSION.replace("session-of-alice", "&s;");
    assertThatThrownBy(() -> buckets().open("token+of/alice="))
        .isInstanceOf(DependencyDownException.class);
  }

  @Test
  void followsNoRedirect() {
    status = 307;
    assertThatThrownBy(() -> buckets().open("token+of/alice="))
        .isInstanceOf(ProblemException.class);
  }
}
