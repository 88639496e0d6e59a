package ai.kaapana.clinical.service.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testapp.Http;
import ai.kaapana.clinical.testapp.TestApplication;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Tokens against a running service. */
class SecurityMatrixTest {

  private static final TestTokens TOKENS = new TestTokens();
  private static final TestComponent LINKER = TestComponent.create("dicom-linker");
  private static final TestComponent ADAPTER = TestComponent.create("radiomics-adapter");
  private static final TestComponent STRANGER = TestComponent.create("dicom-linker");

  @TempDir private static Path folder;
  private static ConfigurableApplicationContext application;
  private static Http http;

  @BeforeAll
  static void start() {
    LINKER.writeTo(folder.resolve("linker"));
    ADAPTER.writeTo(folder.resolve("adapter"));
    List<String> settings = new ArrayList<>(List.of(TOKENS.springProperties(folder)));
    settings.addAll(
        List.of(
            "clinical.security.component=import-service",
            "clinical.security.trusted.dicom-linker=" + folder.resolve("linker/tls.crt"),
            "clinical.security.trusted.radiomics-adapter=" + folder.resolve("adapter/tls.crt"),
            "clinical.jobs.enabled=false",
            "server.address=127.0.0.1",
            "server.port=0"));
    application = TestApplication.start(settings);
    http = new Http(((ServletWebServerApplicationContext) application).getWebServer().getPort());
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static int person(String token) {
    return http.get("/whoami", token);
  }

  @Nested
  class People {

    @Test
    void memberIsKnownByNameFromEitherHeader() {
      String token = TOKENS.person("alice").sign();
      String expected =
          "{\"kind\":\"PERSON\",\"name\":\"alice\",\"component\":null,\"admin\":false,\"onBehalfOf\":null}";
      assertThat(http.send("GET", "/whoami", "Authorization", "Bearer " + token).body())
          .isEqualTo(expected);
      assertThat(http.send("GET", "/whoami", "X-Forwarded-Access-Token", token).body())
          .isEqualTo(expected);
    }

    @Test
    void authorizationCountsBeforeTheForwardedToken() {
      HttpResponse<String> answer =
          http.send(
              "GET",
              "/whoami",
              "Authorization",
              "Bearer " + TOKENS.person("alice").sign(),
              "X-Forwarded-Access-Token",
              TOKENS.person("mallory").sign());
      assertThat(answer.body()).contains("\"alice\"");
    }

    @Test
    void memberReadsAndWritesButIsNoAdmin() {
      String token = "Bearer " + TOKENS.person("alice").sign();
      assertThat(http.send("POST", "/write", "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(http.send("GET", "/admin/state", "Authorization", token).statusCode())
          .isEqualTo(403);
    }

    @Test
    void adminNeedsNoProject() {
      assertThat(http.get("/admin/state", TOKENS.person("root").admin().sign())).isEqualTo(200);
    }

    @Test
    void asynchronousAnswerKeepsTheCaller() {
      HttpResponse<String> answer =
          http.send("GET", "/stream", "Authorization", "Bearer " + TOKENS.person("alice").sign());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("alice");
    }

    @Test
    void refusesMissingToken() {
      HttpResponse<String> answer = http.send("GET", "/whoami");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"code\":\"auth/required\"");
    }

    @Test
    void refusesExpiredTokenBeyondTheLeeway() {
      assertThat(person(TOKENS.person("a").expiresIn(Duration.ofSeconds(-61)).sign()))
          .isEqualTo(401);
      assertThat(person(TOKENS.person("a").expiresIn(Duration.ofSeconds(-30)).sign()))
          .isEqualTo(200);
      assertThat(person(TOKENS.person("a").claim("exp", null).sign())).isEqualTo(401);
    }

    @Test
    void refusesTokenFromTheFuture() {
      long future = Clock.systemUTC().instant().plusSeconds(600).getEpochSecond();
      assertThat(person(TOKENS.person("a").claim("nbf", future).sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("iat", future).sign())).isEqualTo(401);
    }

    @Test
    void refusesOtherIssuerAndOtherAudience() {
      assertThat(
              person(
                  TOKENS.person("a").claim("iss", "https://issuer.test/auth/realms/other").sign()))
          .isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("iss", null).sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("aud", List.of("grafana")).sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("aud", null).sign())).isEqualTo(401);
    }

    @Test
    void refusesForeignKeyUnderTheSameKeyId() {
      assertThat(person(TOKENS.person("a").signedBy(new TestTokens().keys()).sign()))
          .isEqualTo(401);
    }

    @Test
    void refusesUnsignedToken() {
      assertThat(person(TOKENS.person("a").header("alg", "none").unsigned())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").unsigned())).isEqualTo(401);
    }

    @Test
    void refusesPublicKeyUsedAsSecret() throws Exception {
      String input = TOKENS.person("a").header("alg", "HS256").signingInput();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(TOKENS.keys().getPublic().getEncoded(), "HmacSHA256"));
      byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
      String token =
          input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
      assertThat(person(token)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "' or 1=1 --", "", "unknown"})
    void refusesInventedKeyIds(String keyId) {
      assertThat(person(TOKENS.person("a").header("kid", keyId).sign())).isEqualTo(401);
    }

    @Test
    void neverFetchesKeysThatTheTokenNames() {
      TestTokens attacker = new TestTokens();
      var server = attacker.serveJwks();
      try {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/certs";
        String token =
            TOKENS
                .person("a")
                .signedBy(attacker.keys())
                .header("kid", attacker.keyId())
                .header("jku", url)
                .header("x5u", url)
                .sign();
        assertThat(person(token)).isEqualTo(401);
      } finally {
        server.stop(0);
      }
    }

    @Test
    void refusesIdTokenAndRefreshToken() {
      assertThat(person(TOKENS.person("a").claim("typ", "ID").sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("typ", "Refresh").sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("typ", null).sign())).isEqualTo(401);
      assertThat(person(TOKENS.person("a").claim("typ", null).header("typ", "at+jwt").sign()))
          .isEqualTo(200);
    }

    @Test
    void refusesTokenWithoutNameAndNamesOfServices() {
      assertThat(person(TOKENS.person("a").claim("preferred_username", null).sign()))
          .isEqualTo(401);
      assertThat(person(TOKENS.person("service:dicom-linker").sign())).isEqualTo(401);
    }

    @Test
    void otherProjectIsForbidden() {
      assertThat(person(TOKENS.person("a").projects("99999999-0000").sign())).isEqualTo(403);
      assertThat(person(TOKENS.person("a").projects().sign())).isEqualTo(403);
      assertThat(person(TOKENS.person("a").claim("projects", null).sign())).isEqualTo(403);
      assertThat(person(TOKENS.person("a").claim("projects", TestTokens.PROJECT).sign()))
          .isEqualTo(403);
    }

    @Test
    void headersOfProxiesProveNothing() {
      assertThat(http.send("GET", "/whoami", "X-Forwarded-User", "root").statusCode())
          .isEqualTo(401);
      assertThat(
              http.send("GET", "/whoami", "X-Forwarded-Access-Token", TOKENS.person("a").unsigned())
                  .statusCode())
          .isEqualTo(401);
      assertThat(
              http.send(
                      "GET",
                      "/whoami",
                      "Authorization",
                      "Bearer " + TOKENS.person("a").projects("other").sign(),
                      "Project",
                      "{\"id\":\"" + TestTokens.PROJECT + "\"}")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Nested
  class Services {

    @Test
    void trustedServiceIsKnownWithTheUserItActsFor() {
      HttpResponse<String> answer =
          http.send(
              "GET",
              "/whoami",
              "Authorization",
              "Bearer " + LINKER.token("import-service", "alice"));
      assertThat(answer.body())
          .isEqualTo(
              "{\"kind\":\"SERVICE\",\"name\":\"service:dicom-linker\",\"component\":\"dicom-linker\",\"admin\":false,"
                  + "\"onBehalfOf\":\"alice\"}");
    }

    @Test
    void writesOnlyWhereItIsListed() {
      String linker = "Bearer " + LINKER.token("import-service", null);
      String adapter = "Bearer " + ADAPTER.token("import-service", null);
      assertThat(http.send("POST", "/shared/write", "Authorization", linker).statusCode())
          .isEqualTo(200);
      assertThat(http.send("POST", "/shared/write", "Authorization", adapter).statusCode())
          .isEqualTo(403);
      assertThat(http.send("POST", "/write", "Authorization", linker).statusCode()).isEqualTo(403);
      assertThat(http.send("GET", "/admin/state", "Authorization", linker).statusCode())
          .isEqualTo(403);
    }

    @Test
    void refusesTokenForAnotherReceiver() {
      assertThat(http.get("/whoami", LINKER.token("fhir-server", null))).isEqualTo(401);
    }

    @Test
    void refusesUnknownCertificateOfTheSameName() {
      assertThat(http.get("/whoami", STRANGER.token("import-service", null))).isEqualTo(401);
    }

    @Test
    void refusesServiceThatSpeaksForAnother() {
      Map<String, Object> claims = LINKER.claims("import-service");
      claims.put("iss", "service:radiomics-adapter");
      claims.put("sub", "service:radiomics-adapter");
      assertThat(http.get("/whoami", LINKER.token(claims))).isEqualTo(401);
    }

    @Test
    void refusesTokenThatLivesTooLong() {
      Map<String, Object> claims = LINKER.claims("import-service");
      claims.put("exp", (Long) claims.get("exp") + 1);
      assertThat(http.get("/whoami", LINKER.token(claims))).isEqualTo(401);
      claims.remove("exp");
      assertThat(http.get("/whoami", LINKER.token(claims))).isEqualTo(401);
    }

    @Test
    void refusesPersonSignedByServiceKey() {
      String token =
          TOKENS
              .person("root")
              .admin()
              .signedBy(LINKER.keys())
              .header("kid", LINKER.keyId())
              .sign();
      assertThat(http.get("/whoami", token)).isEqualTo(401);
    }

    @Test
    void acceptsWhatTheSignerMakesFromBothKeyForms() {
      Path pkcs1 = LINKER.writeTo(folder.resolve("pkcs1"));
      Path pkcs8 = LINKER.writePkcs8To(folder.resolve("pkcs8"));
      for (Path key : List.of(pkcs1, pkcs8)) {
        ServiceTokenSigner signer =
            ServiceTokenSigner.of(
                "dicom-linker", key, key.resolveSibling("tls.crt"), Clock.systemUTC());
        assertThat(http.get("/whoami", signer.tokenFor("import-service", "alice"))).isEqualTo(200);
        assertThat(signer.tokenFor("import-service", "alice"))
            .isEqualTo(signer.tokenFor("import-service", "alice"))
            .isNotEqualTo(signer.tokenFor("import-service", "bob"));
      }
    }
  }

  @Nested
  class Requests {

    private final String token = TOKENS.person("alice").sign();

    @Test
    void refusesTwoAuthorizationHeaders() {
      String answer =
          http.raw(
              "GET /whoami HTTP/1.1\r\n"
                  + "Host: localhost\r\n"
                  + "Connection: close\r\n"
                  + "Authorization: Bearer "
                  + token
                  + "\r\nAuthorization: Bearer "
                  + token
                  + "\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("request/ambiguous-authorization");
    }

    @Test
    void refusesHugeHeader() {
      String answer =
          http.raw(
              "GET /whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Big: "
                  + "x".repeat(64 * 1024)
                  + "\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "Exception");
    }

    @Test
    void refusesLineBreakInPath() {
      HttpResponse<String> answer =
          http.send("GET", "/whoami%0d%0aX-Evil:%201", "Authorization", "Bearer " + token);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
    }

    @Test
    void refusesBasicAuthenticationAndRubbish() {
      for (String value :
          List.of("Basic YTpi", "Bearer", "Bearer a.b", "Bearer a.b.c", "Bearer \"" + token)) {
        assertThat(http.send("GET", "/whoami", "Authorization", value).statusCode()).isEqualTo(401);
      }
    }

    @Test
    void allowsNoForeignOrigin() {
      HttpResponse<String> simple =
          http.send(
              "GET", "/whoami", "Authorization", "Bearer " + token, "Origin", "https://evil.test");
      assertThat(simple.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      HttpResponse<String> preflight =
          http.send(
              "OPTIONS",
              "/write",
              "Origin",
              "https://evil.test",
              "Access-Control-Request-Method",
              "POST");
      assertThat(preflight.statusCode()).isEqualTo(401);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void forwardedTokenChangesNothingForAPageOfAnotherSite() {
      assertThat(
              http.send(
                      "POST",
                      "/write",
                      "X-Forwarded-Access-Token",
                      token,
                      "Sec-Fetch-Site",
                      "cross-site")
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              http.send(
                      "POST",
                      "/write",
                      "X-Forwarded-Access-Token",
                      token,
                      "Origin",
                      "https://evil.test")
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              http.send(
                      "POST",
                      "/write",
                      "X-Forwarded-Access-Token",
                      token,
                      "Sec-Fetch-Site",
                      "same-origin")
                  .statusCode())
          .isEqualTo(200);
    }

    @Test
    void refusesTraceAndMethodOverride() {
      assertThat(http.send("TRACE", "/whoami", "Authorization", "Bearer " + token).statusCode())
          .isIn(400, 405);
      HttpResponse<String> answer =
          http.send(
              "POST",
              "/whoami",
              BodyPublishers.noBody(),
              "Authorization",
              "Bearer " + token,
              "X-HTTP-Method-Override",
              "GET");
      assertThat(answer.statusCode()).isEqualTo(405);
    }
  }

  @Nested
  class Actuator {

    private final String token = TOKENS.person("alice").sign();

    @Test
    void probesAreOpenAndSayNothingElse() {
      assertThat(http.send("GET", "/actuator/health/liveness").body())
          .isEqualTo("{\"status\":\"UP\"}");
      assertThat(http.send("GET", "/actuator/health/readiness").body())
          .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metricsAreForThisMachineAndForCallers() {
      assertThat(http.send("GET", "/actuator/prometheus").statusCode()).isEqualTo(200);
      assertThat(
              http.send("GET", "/actuator/prometheus", "X-Forwarded-For", "127.0.0.1").statusCode())
          .isEqualTo(401);
      assertThat(
              http.send(
                      "GET",
                      "/actuator/prometheus",
                      "X-Forwarded-For",
                      "1.2.3.4",
                      "Authorization",
                      "Bearer " + token)
                  .statusCode())
          .isEqualTo(200);
    }

    @Test
    void infoNamesComponentAndVersionForCallersOnly() {
      assertThat(http.send("GET", "/actuator/info").statusCode()).isEqualTo(401);
      assertThat(http.send("GET", "/actuator/info", "Authorization", "Bearer " + token).body())
          .contains("\"component\":\"import-service\"", "\"version\"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "env",
          "heapdump",
          "beans",
          "configprops",
          "threaddump",
          "loggers",
          "mappings",
          "shutdown"
        })
    void nothingElseIsThere(String endpoint) {
      assertThat(http.send("GET", "/actuator/" + endpoint).statusCode()).isEqualTo(401);
      assertThat(http.get("/actuator/" + endpoint, TOKENS.person("root").admin().sign()))
          .isEqualTo(404);
    }
  }
}
