package ai.kaapana.clinical.local.http;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A client of the services of the stack; each request carries a token that is made for it. */
public final class LocalHttp {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Supplier<Map<String, String>> headers;

  /**
   * @param headers headers of every request, asked for each time, since tokens expire
   */
  public LocalHttp(Supplier<Map<String, String>> headers) {
    this.headers = headers;
  }

  /** A client that sends a bearer token. */
  public static LocalHttp withToken(Supplier<String> token) {
    return new LocalHttp(() -> Map.of("Authorization", "Bearer " + token.get()));
  }

  /** A client without a token. */
  public static LocalHttp anonymous() {
    return new LocalHttp(Map::of);
  }

  /** Reads. */
  public Answer get(URI uri) throws IOException {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  /** Reads and says which media type is wanted. */
  public Answer get(URI uri, String accept) throws IOException {
    return send(HttpRequest.newBuilder(uri).header("Accept", accept).GET());
  }

  /** Sends JSON. */
  public Answer postJson(URI uri, String json, String accept) throws IOException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .POST(BodyPublishers.ofString(json)));
  }

  /** Sends a body of any type. */
  public Answer post(URI uri, String contentType, BodyPublisher body) throws IOException {
    return send(HttpRequest.newBuilder(uri).header("Content-Type", contentType).POST(body));
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    headers.get().forEach(request::header);
    try {
      var response =
          client.send(
              request.timeout(LONGEST).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while waiting for an answer", e);
    }
  }
}
