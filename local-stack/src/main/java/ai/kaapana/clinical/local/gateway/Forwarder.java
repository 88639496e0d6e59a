package ai.kaapana.clinical.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Passes a request on to a service with the token of the person, and its answer back. */
final class Forwarder {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int NO_BODY = -1;
  private static final int CHUNKED = 0;

  /** What belongs to one connection, and what only the gateway may say. */
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "content-length",
          "cookie",
          "authorization",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Supplier<String> token;

  /**
   * @param token asked for with each request, since tokens expire
   */
  Forwarder(Supplier<String> token) {
    this.token = token;
  }

  /** Asks the service and answers what it answered. */
  void forward(HttpExchange exchange, URI service) throws IOException, InterruptedException {
    var asked = exchange.getRequestURI();
    var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    var request =
        HttpRequest.newBuilder(URI.create(service + asked.getRawPath() + query))
            .timeout(LONGEST)
            .method(exchange.getRequestMethod(), body(exchange));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (passes(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    request.header("X-Forwarded-Access-Token", token.get());
    request.header("X-Forwarded-Proto", "http");
    request.header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"));
    answer(exchange, client.send(request.build(), BodyHandlers.ofInputStream()));
  }

  private static void answer(HttpExchange exchange, HttpResponse<InputStream> answer)
      throws IOException {
    try (var stream = answer.body()) {
      Headers headers = exchange.getResponseHeaders();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (passes(name)) {
                  values.forEach(value -> headers.add(name, value));
                }
              });
      int status = answer.statusCode();
      boolean empty = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
      exchange.sendResponseHeaders(status, empty ? NO_BODY : CHUNKED);
      if (!empty) {
        stream.transferTo(exchange.getResponseBody());
      }
    }
  }

  private static BodyPublisher body(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    var stated = headers.getFirst("Content-Length");
    if (stated == null) {
      return headers.containsKey("Transfer-Encoding")
          ? BodyPublishers.ofInputStream(exchange::getRequestBody)
          : BodyPublishers.noBody();
    }
    long length = Long.parseLong(stated);
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(exchange::getRequestBody), length);
  }

  private static boolean passes(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return !OWN.contains(lower) && !lower.startsWith("x-forwarded-") && !lower.startsWith(":");
  }
}
