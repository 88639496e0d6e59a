package ai.kaapana.clinical.importer.page.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.service.config.FhirProperties;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a small HTTP server that answers as the FHIR store does. */
class SistersTest {

  @Test
  void aSearchIsReadToItsLastPageAndNamesItsPatientInNoAddress() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new ArrayList<>();
    server.createContext(
        "/fhir",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          boolean first = exchange.getRequestMethod().equals("POST");
          var body = page(first).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      var fhir = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
      var none =
          new SisterProperties(
              new SisterProperties.Linker(null), new SisterProperties.Radiomics(null));
      var found = new Sisters(new FhirProperties(fhir), none).search("Observation", "subject=p1");
      assertThat(found)
          .extracting(resource -> resource.path("id").asText())
          .containsExactly("a", "b");
      assertThat(asked)
          .containsExactly("POST /fhir/Observation/_search", "GET /fhir/?_getpages=x&_offset=1");
    } finally {
      server.stop(0);
    }
  }

  private static String page(boolean first) {
    var next =
        first
            ? "{\"relation\": \"next\", \"url\": \"https://elsewhere/fhir?_getpages=x&_offset=1\"}"
            : "{\"relation\": \"self\", \"url\": \"https://elsewhere/fhir\"}";
    return "{\"link\": [%s], \"entry\": [{\"resource\": {\"id\": \"%s\"}}]}"
        .formatted(next, first ? "a" : "b");
  }
}
