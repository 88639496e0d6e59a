package ai.kaapana.clinical.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testapp.Http;
import ai.kaapana.clinical.testapp.TestApplication;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What every answer of a service has, seen through a running one. */
@ExtendWith(OutputCaptureExtension.class)
class HttpTest {

  private static final String PREFIX = "/applications/project/p1/release/r1";

  @TempDir private static Path folder;
  private static ConfigurableApplicationContext application;
  private static Http http;

  @BeforeAll
  static void start() throws IOException {
    Path portFile = folder.resolve("port");
    application =
        TestApplication.start(
            List.of(
                "clinical.security.component=import-service",
                "insecure-loopback",
                "clinical.jobs.enabled=false",
                "clinical.http.base-path=" + PREFIX,
                "clinical.http.port-file=" + portFile,
                "spring.servlet.multipart.max-file-size=1KB",
                "server.address=127.0.0.1",
                "server.port=0"));
    http = new Http(Integer.parseInt(Files.readString(portFile)));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
    try {
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.get("code").asText()).isEqualTo(code);
      assertThat(problem.get("status").asInt()).isEqualTo(status);
      assertThat(problem.get("type").asText())
          .isEqualTo("https://kaapana.ai/fhir/clinical/error-codes#" + code);
      assertThat(problem.get("instance").asText())
          .isEqualTo(
              "urn:clinical:request:" + answer.headers().firstValue("X-Request-Id").orElseThrow());
      return problem;
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
  }

  @Nested
  class Prefix {

    @Test
    void answersEveryRouteWithAndWithoutIt() {
      for (String prefix : List.of("", PREFIX)) {
        assertThat(http.send("GET", prefix + "/whoami").statusCode()).isEqualTo(200);
        assertThat(http.send("GET", prefix + "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(http.send("GET", prefix + "/stream").body()).isEqualTo("loopback");
      }
      assertThat(http.send("GET", PREFIX + "x/whoami").statusCode()).isEqualTo(404);
      assertThat(http.send("GET", PREFIX + PREFIX + "/whoami").statusCode()).isEqualTo(404);
    }

    @Test
    void linksRepeatHostAndPrefixOfTheRequest() {
      assertThat(http.send("GET", "/link").body()).matches("http://127\\.0\\.0\\.1:\\d+/next");
      assertThat(
              http.send(
                      "GET",
                      PREFIX + "/link",
                      "X-Forwarded-Host",
                      "kaapana.test",
                      "X-Forwarded-Proto",
                      "https")
                  .body())
          .isEqualTo("https://kaapana.test" + PREFIX + "/next");
      assertThat(
              http.send(
                      "GET",
                      "/link",
                      "X-Forwarded-Host",
                      "kaapana.test:8443",
                      "X-Forwarded-Proto",
                      "https",
                      "X-Forwarded-Prefix",
                      PREFIX)
                  .body())
          .isEqualTo("https://kaapana.test:8443" + PREFIX + "/next");
    }

    @Test
    void ignoresWhatIsNoHostAndForeignPrefixes() {
      assertThat(
              http.send(
                      "GET",
                      "/link",
                      "X-Forwarded-Host",
                      "evil.test/path?",
                      "X-Forwarded-Prefix",
                      "/evil")
                  .body())
          .matches("http://127\\.0\\.0\\.1:\\d+/next");
    }
  }

  @Test
  void pageOfAnotherSiteChangesNothingWithoutAuthentication() {
    assertThat(http.send("POST", "/write", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(http.send("POST", "/write").statusCode()).isEqualTo(200);
  }

  @Nested
  class Headers {

    @Test
    void nameTheComponentAndKeepAnswersOutOfCaches() {
      HttpResponse<String> answer = http.send("GET", "/whoami");
      assertThat(answer.headers().firstValue("X-Clinical-Component")).contains("import-service");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'self'");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void repeatHarmlessRequestIdAndReplaceOthers() {
      assertThat(
              http.send("GET", "/whoami", "X-Request-Id", "abc-12345")
                  .headers()
                  .firstValue("X-Request-Id"))
          .contains("abc-12345");
      assertThat(
              http.send("GET", "/whoami", "X-Request-Id", "<script>alert")
                  .headers()
                  .firstValue("X-Request-Id")
                  .orElseThrow())
          .matches("[0-9a-f-]{36}");
    }
  }

  @Nested
  class Problems {

    private static final BodyPublisher UPLOAD =
        BodyPublishers.ofString(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                + "x".repeat(2_000)
                + "\r\n--b--\r\n");

    @Test
    void everyRefusalHasACode() {
      problem(http.send("GET", "/nowhere"), 404, "request/no-such-route");
      problem(http.send("GET", "/error"), 404, "request/no-such-route");
      HttpResponse<String> method = http.send("DELETE", "/whoami");
      problem(method, 405, "request/method");
      assertThat(method.headers().firstValue("Allow")).contains("GET");
      problem(
          http.send(
              "POST", "/write", BodyPublishers.ofString("<a/>"), "Content-Type", "application/xml"),
          415,
          "request/media-type");
      problem(
          http.send("GET", "/whoami", "Accept", "application/pdf"), 406, "request/not-acceptable");
      problem(
          http.send("POST", "/upload", UPLOAD, "Content-Type", "multipart/form-data; boundary=b"),
          413,
          "request/too-large");
      problem(http.send("GET", "/whoami;x=1"), 400, "request/invalid");
    }

    @Test
    void namesTheParameterButNeverItsValue() {
      for (String query : List.of("", "?limit=SECRETVALUE", "?limit=11")) {
        JsonNode problem = problem(http.send("GET", "/limited" + query), 400, "request/invalid");
        assertThat(problem.get("detail").asText()).isEqualTo("limit");
        assertThat(problem.toString()).doesNotContain("SECRETVALUE");
      }
    }

    @Test
    void neverRepeatsABodyThatItCannotRead() {
      for (String body :
          List.of("{\"number\": \"SECRETVALUE\"}", "{\"SECRETVALUE\": 1}", "SECRETVALUE")) {
        HttpResponse<String> answer =
            http.send(
                "POST",
                "/write",
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json");
        problem(answer, 400, "request/unreadable");
        assertThat(answer.body()).doesNotContain("SECRETVALUE");
      }
    }

    @Test
    void unexpectedErrorIsNeitherAnsweredNorLoggedWithItsText(CapturedOutput output) {
      HttpResponse<String> answer = http.send("GET", "/fails/SECRETVALUE");
      problem(answer, 500, "server/error");
      assertThat(answer.body()).doesNotContain("SECRETVALUE", "IllegalArgument");
      String requestId = answer.headers().firstValue("X-Request-Id").orElseThrow();
      assertThat(output.getOut())
          .contains(
              "\"event\":\"request_failed\"",
              "\"requestId\":\"" + requestId + "\"",
              "java.lang.IllegalArgumentException",
              "TestApplication.java")
          .doesNotContain("SECRETVALUE");
    }

    @Test
    void logsAreJsonWithServiceAndVersion(CapturedOutput output) throws IOException {
      http.send("GET", "/fails/x");
      List<String> lines =
          output.getOut().lines().filter(line -> line.contains("request_failed")).toList();
      assertThat(lines).hasSize(1);
      JsonNode line = new ObjectMapper().readTree(lines.get(0));
      assertThat(line.get("service").asText()).isEqualTo("import-service");
      assertThat(line.get("version").asText()).isEqualTo("development");
      assertThat(line.get("level").asText()).isEqualTo("ERROR");
      assertThat(line.get("@timestamp").asText()).isNotEmpty();
    }
  }
}
