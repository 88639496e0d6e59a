package ai.kaapana.clinical.testing.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/**
 * Calls a route of a running service as somebody, as the ingress would pass it on. Variables of the
 * path stand for nothing that exists.
 */
public final class RouteCalls implements AuthMatrix.Probe {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
  private static final String NOTHING = "00000000-0000-0000-0000-000000000000";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final MatrixTokens tokens;

  /**
   * Calls of one service.
   *
   * @param root its address without a path
   */
  public RouteCalls(String root, MatrixTokens tokens) {
    this.root = root;
    this.tokens = tokens;
  }

  @Override
  public int status(String route, MatrixCaller caller) {
    var parts = route.split(" ", 2);
    var method = parts[0].equals("ANY") ? "GET" : parts[0];
    var path = VARIABLE.matcher(parts[1]).replaceAll(NOTHING).replace("**", "x").replace("*", "x");
    return send(method, path, caller);
  }

  /** The status of a request without a body. */
  public int send(String method, String path, MatrixCaller caller) {
    var request =
        HttpRequest.newBuilder(URI.create(root + path))
            .method(method, BodyPublishers.noBody())
            // from outside: a service is more open to its own machine
            .header("X-Forwarded-For", "192.0.2.1")
            // of its own page: what other sites send is refused to everybody
            .header("Sec-Fetch-Site", "same-origin");
    tokens.of(caller).ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
