package ai.kaapana.clinical.testing.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuthMatrixTest {

  private static final String SERVICE = "dicom-linker";

  private final AuthMatrix matrix = AuthMatrix.of(SERVICE);

  private static Set<String> routes() {
    return AuthMatrix.all().stream()
        .filter(line -> line.service().equals(SERVICE))
        .map(AuthMatrix.Line::route)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int asWritten(String route, MatrixCaller caller) {
    var verdict =
        AuthMatrix.all().stream()
            .filter(line -> line.service().equals(SERVICE) && line.route().equals(route))
            .findFirst()
            .orElseThrow()
            .verdicts()
            .get(caller);
    return verdict == Verdict.ALLOWED ? 404 : Integer.parseInt(verdict.cell());
  }

  @Test
  void theTableIsDocumented() {
    AuthMatrixPage.page().check();
  }

  @Test
  void aRouteWithoutALineFails() {
    var routes = routes();
    matrix.covers(routes);
    routes.add("DELETE /linker/api/v1/everything");
    assertThatThrownBy(() -> matrix.covers(routes))
        .hasMessageContaining("DELETE /linker/api/v1/everything");
  }

  @Test
  void aLineWithoutARouteFails() {
    var routes = routes();
    routes.remove("POST /linker/api/v1/relink");
    assertThatThrownBy(() -> matrix.covers(routes))
        .hasMessageContaining("without a route")
        .hasMessageContaining("POST /linker/api/v1/relink");
  }

  @Test
  void aDoorThatStandsOtherwiseThanWrittenFails() {
    matrix.holds(AuthMatrixTest::asWritten);
    assertThatThrownBy(
            () ->
                matrix.holds(
                    (route, caller) ->
                        route.startsWith("POST") && caller == MatrixCaller.OTHER_PROJECT
                            ? 202
                            : asWritten(route, caller)))
        .hasMessageContaining(
            "POST /linker/api/v1/relink as other project: written 403, answered 202");
  }
}
