package ai.kaapana.clinical.importer.page.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.importer.page.store.SisterProperties;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small HTTP server that answers as the FHIR store does. */
class NotebookTokensTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private NotebookTokens tokens;
  private int status = 200;
  private String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/fhir/", this::answer);
    server.start();
    var fhir = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    var none =
        new SisterProperties(
            new SisterProperties.Linker(null), new SisterProperties.Radiomics(null));
    tokens = new NotebookTokens(new Sisters(new FhirProperties(fhir), none));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
    var bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void listsTheTokensOfTheUser() {
    answer =
        """
        {"tokens": [{"id": "a1", "label": "JupyterLab", "created": "2026-11-25T06:00:00Z",
          "expires": "2026-11-25T14:00:00Z", "lastUsed": null}]}
        """;
    assertThat(tokens.list())
        .hasValue(
            List.of(
                new NotebookTokens.Token(
                    "a1", "JupyterLab", "2026-11-25 06:00", "2026-11-25 14:00", "")));
    assertThat(asked).containsExactly("GET /fhir/$notebook-token");
  }

  @Test
  void issuesATokenForSomeHours() {
    status = 201;
    answer =
        """
        {"id": "a1", "token": "secret", "user": "alice", "label": "Cox", "created": "2026-11-25T06:00:00Z",
          "expires": "2026-11-25T08:00:00Z"}
        """;
    assertThat(tokens.issue(2, "Cox"))
        .isEqualTo(new NotebookTokens.Issued("secret", "Cox", "2026-11-25 08:00"));
    assertThat(asked).containsExactly("POST /fhir/$notebook-token {\"hours\":2,\"label\":\"Cox\"}");
  }

  @Test
  void revokesByIdAndRefusesWhatIsNone() {
    status = 204;
    tokens.revoke("a1");
    assertThat(asked).containsExactly("DELETE /fhir/$notebook-token/a1");
    assertThatThrownBy(() -> tokens.revoke("../Patient/1")).isInstanceOf(ProblemException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void aStoreWithoutTokensOffersNone() {
    status = 400;
    answer = "{\"resourceType\": \"OperationOutcome\"}";
    assertThat(tokens.list()).isEmpty();
  }

  @Test
  void aStoreThatRefusesIsNoEmptyList() {
    status = 403;
    answer = "{\"resourceType\": \"OperationOutcome\"}";
    assertThatThrownBy(() -> tokens.list()).isInstanceOf(ProblemException.class);
    status = 503;
    assertThatThrownBy(() -> tokens.list()).isInstanceOf(DependencyDownException.class);
  }
}
