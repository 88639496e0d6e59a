package ai.kaapana.clinical.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.FhirServerApplication;
import ai.kaapana.clinical.testing.TestKeycloak;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import ai.kaapana.clinical.testing.auth.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The server and a real Keycloak, which it finds by discovery at an inner address. */
@Tag("acceptance")
class KeycloakIT {

  /** How long a token is still taken after its end, for clocks that differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final String MEMBER = "project-lung-system-user";

  @TempDir private static Path folder;
  private static TestKeycloak keycloak;
  private static ServletWebServerApplicationContext server;
  private static String shortLived;

  @BeforeAll
  static void start() throws IOException {
    keycloak = TestKeycloak.start(folder);
    shortLived = keycloak.login("short-lived", MEMBER).path("access_token").asText();
    var settings = new ArrayList<>(List.of(TestPostgres.newDatabase().springProperties()));
    settings.addAll(
        List.of(
            "server.port=0",
            "server.address=127.0.0.1",
            "clinical.security.discovery=" + keycloak.discovery(),
            "clinical.security.jwks=" + keycloak.jwks(),
            "clinical.security.project=" + TestTokens.PROJECT));
    server =
        (ServletWebServerApplicationContext)
            RunningService.run(FhirServerApplication.class, settings);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static FhirClient client(String token) {
    return FhirClient.bearer(
        "http://127.0.0.1:" + server.getWebServer().getPort() + "/fhir", token);
  }

  private static FhirClient person(String name) {
    return client(token(name));
  }

  private static String token(String name) {
    return keycloak.login("kaapana", name).path("access_token").asText();
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  @Test
  void theIssuersNameIsNotTheAddressAtWhichItIsAsked() throws IOException {
    assertThat(claims(token(MEMBER)).path("iss").asText()).isEqualTo(TestKeycloak.ISSUER);
    assertThat(keycloak.jwks()).startsWith("http://127.0.0.1:");
  }

  @Test
  void aMemberComesInByEitherHeader() {
    assertThat(person(MEMBER).get("/Patient").status()).isEqualTo(200);
    var forwarded =
        client(null).send("GET", "/Patient", null, "X-Forwarded-Access-Token", token(MEMBER));
    assertThat(forwarded.status()).isEqualTo(200);
    assertThat(client(null).get("/Patient").status()).isEqualTo(401);
  }

  @Test
  void aResultIsStoredUnderTheNameInTheToken() {
    var device = Examples.of(IdSpace.RESULT_DEVICE, "P", UUID.randomUUID().toString());
    assertThat(person(MEMBER).put(device).status()).isEqualTo(201);
    device.setLanguage("en");
    assertThat(person("colleague").put(device).code()).isEqualTo("access/author");
    assertThat(person(MEMBER).put(device).status()).as("a later run").isEqualTo(200);
    var search = "/AuditEvent?entity=" + FhirClient.path(device);
    assertThat(person("root").get(search).body()).contains(MEMBER);
  }

  @Test
  void anAdministratorNeedsNoProject() {
    assertThat(person("root").get("/AuditEvent").status()).isEqualTo(200);
    assertThat(person(MEMBER).get("/AuditEvent").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "homeless"})
  void whoIsNotInTheProjectIsRefused(String name) {
    assertThat(person(name).get("/Patient").status()).isEqualTo(403);
    assertThat(person(name).get("/metadata").status()).isEqualTo(403);
  }

  @Test
  void tokensForOtherPurposesAreRefused() {
    var elsewhere = keycloak.login("elsewhere", MEMBER).path("access_token").asText();
    assertThat(client(elsewhere).get("/Patient").status()).isEqualTo(401);
    var answer = keycloak.login("kaapana", MEMBER);
    assertThat(client(answer.path("id_token").asText()).get("/Patient").status()).isEqualTo(401);
    assertThat(client(answer.path("refresh_token").asText()).get("/Patient").status())
        .isEqualTo(401);
    var altered = token("stranger").replaceFirst("\\.[^.]*\\.", "." + body(MEMBER) + ".");
    assertThat(client(altered).get("/Patient").status()).isEqualTo(401);
  }

  private static String body(String name) {
    return token(name).split("\\.")[1];
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    var end = Instant.ofEpochSecond(claims(shortLived).path("exp").asLong()).plus(LEEWAY);
    var left = Duration.between(Clock.systemUTC().instant(), end).plusSeconds(1);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
    assertThat(client(shortLived).get("/Patient").status()).isEqualTo(401);
  }
}
