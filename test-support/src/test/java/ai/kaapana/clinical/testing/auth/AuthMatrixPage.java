package ai.kaapana.clinical.testing.auth;

import ai.kaapana.clinical.testing.auth.AuthMatrix.Line;
import ai.kaapana.clinical.testing.docs.GeneratedPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table as a page to read: lines of one interaction that differ in the type alone are one. */
final class AuthMatrixPage {

  private static final String INTRODUCTION =
      """
      <!-- made by a test from test-support/src/main/resources/auth-matrix.tsv; mvn test -Dapprove=true -->
      # Who may call what

      A line for each route and each interaction of the FHIR endpoint, a column for each caller: `yes` = let in, `401` = not known, `403` = known and refused. Where nobody is named, the default holds: people of the project do what a route offers, services of the suite read (`GET /no-such-route`).

      The table is written by hand. A test of each service counts the routes that really exist, fails for one without a line and for a line without one, and calls each as each caller, as from the ingress. *foreign issuer*: another issuer's key and name. *other project*: a person of the platform who is in other projects only. *member*: a person or a workflow of the project. *admin*: the realm role, in no project. The services come with tokens that they signed themselves, and none has its own certificate among those that it trusts; *false service* is a key pair that nobody knows. *notebook*: a live token that fhir-server issued. Metrics are read without a token from the same machine alone, unless `clinical.http.metrics-open` is set.

      At the FHIR endpoint an interaction with a type stands for all ids; a write names the identifier space, since spaces of one type have different owners ([contracts of who writes what](security.md#who-may-do-what)).
      """;

  private AuthMatrixPage() {}

  static GeneratedPage page() {
    var page = new StringBuilder(INTRODUCTION);
    var services = new LinkedHashMap<String, List<Line>>();
    AuthMatrix.all()
        .forEach(
            line -> services.computeIfAbsent(line.service(), key -> new ArrayList<>()).add(line));
    services.forEach(
        (service, lines) -> {
          page.append("\n## ").append(service).append("\n\n| route |");
          for (var caller : MatrixCaller.values()) {
            page.append(' ').append(caller.column()).append(" |");
          }
          page.append("\n|---").append("|---".repeat(MatrixCaller.values().length)).append("|\n");
          merged(lines).forEach((route, verdicts) -> append(page, route, verdicts));
        });
    return new GeneratedPage("docs/auth-matrix.md", page.toString());
  }

  private static void append(
      StringBuilder page, String route, Map<MatrixCaller, Verdict> verdicts) {
    page.append("| ").append(route).append(" |");
    Arrays.stream(MatrixCaller.values())
        .forEach(caller -> page.append(' ').append(verdicts.get(caller).cell()).append(" |"));
    page.append('\n');
  }

  /** {@code read Basic} and {@code read Binary} are one line if they are equal for everybody. */
  private static Map<String, Map<MatrixCaller, Verdict>> merged(List<Line> lines) {
    record Kind(String interaction, Map<MatrixCaller, Verdict> verdicts) {}
    var types = new LinkedHashMap<Kind, List<String>>();
    for (var line : lines) {
      var words = line.route().split(" ", 2);
      var ofType = line.route().matches("[a-z-]+ [A-Z].*");
      types
          .computeIfAbsent(
              new Kind(ofType ? words[0] : line.route(), line.verdicts()), key -> new ArrayList<>())
          .add(ofType ? words[1] : "");
    }
    var merged = new LinkedHashMap<String, Map<MatrixCaller, Verdict>>();
    types.forEach(
        (kind, names) ->
            merged.put("`" + kind.interaction() + "`" + listed(names), kind.verdicts()));
    return merged;
  }

  private static String listed(List<String> names) {
    return names.equals(List.of(""))
        ? ""
        : names.stream().collect(Collectors.joining(", ", " ", ""));
  }
}
