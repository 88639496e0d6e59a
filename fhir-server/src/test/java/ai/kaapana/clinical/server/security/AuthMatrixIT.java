package ai.kaapana.clinical.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.TestServer;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.auth.AuthMatrix;
import ai.kaapana.clinical.testing.auth.MatrixTokens;
import ai.kaapana.clinical.testing.auth.RouteCalls;
import ai.kaapana.clinical.testing.auth.SpringRoutes;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route and every FHIR interaction of the server as every caller, against the table. */
class AuthMatrixIT {

  private static final AuthMatrix MATRIX = AuthMatrix.of("fhir-server");

  private static TestServer server;
  private static MatrixTokens tokens;

  @BeforeAll
  static void start() {
    server = TestServer.get();
    var services = new HashMap<>(server.components());
    services.put("fhir-server", TestComponent.create("fhir-server"));
    var notebook = notebookToken();
    tokens = new MatrixTokens("fhir-server", server.tokens(), services, () -> notebook);
  }

  private static String notebookToken() {
    var answer =
        server
            .person(MatrixTokens.MEMBER)
            .send("POST", "/$notebook-token", "{}", "Content-Type", "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("token").asText();
  }

  @Test
  void everyRouteHasALineAndEveryLineARoute() {
    var routes = new TreeSet<>(httpRoutes());
    routes.addAll(FhirRoutes.of(server.admin().get("/metadata").json()));
    MATRIX.covers(routes);
  }

  @Test
  void everyDoorStandsAsWritten() {
    var http = new RouteCalls(server.root(), tokens);
    var fhir = new FhirCalls(server, tokens);
    var plain = httpRoutes();
    MATRIX.holds(
        (route, caller) ->
            plain.contains(route) ? http.status(route, caller) : fhir.status(route, caller));
  }

  /** What lies beside the FHIR endpoint; the ingress prefix only doubles it. */
  private static Set<String> httpRoutes() {
    var routes = SpringRoutes.of(server.context());
    routes.removeIf(route -> route.endsWith(" /fhir/*") || route.contains(" /prefix/"));
    return routes;
  }
}
