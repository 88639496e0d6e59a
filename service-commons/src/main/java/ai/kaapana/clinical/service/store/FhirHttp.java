package ai.kaapana.clinical.service.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to fhir-server: with a token, without following redirects, again where that can
 * help.
 */
final class FhirHttp {

  private static final String FHIR_JSON = "application/fhir+json";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI base;
  private final RetryPolicy retry;

  FhirHttp(URI base, RetryPolicy retry) {
    this.base = base;
    this.retry = retry;
  }

  /** An answer with a status below 500 that is not worth another try. */
  record Answer(int status, String body) {

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /** Token of the request, or null without authentication. */
  interface TokenSource extends Supplier<@Nullable String> {}

  Answer get(String path, TokenSource token) {
    return send("GET", path, null, null, token);
  }

  /** A search by POST, so that no value of a patient stands in a URL. */
  Answer search(String type, String form, TokenSource token) {
    return send("POST", "/" + type + "/_search", form, "application/x-www-form-urlencoded", token);
  }

  Answer transaction(String bundle, TokenSource token) {
    return send("POST", "", bundle, FHIR_JSON, token);
  }

  private Answer send(
      String method,
      String path,
      @Nullable String body,
      @Nullable String contentType,
      TokenSource token) {
    var deadline = System.nanoTime() + retry.budget().toNanos();
    for (int attempt = 0; ; attempt++) {
      Duration wait;
      try {
        var response =
            client.send(request(method, path, body, contentType, token), BodyHandlers.ofString());
        if (!retry.isTransient(response.statusCode(), attempt)) {
          return checked(response);
        }
        wait = retryAfter(response).map(retry::capped).orElseGet(delayOf(attempt));
        failIfOver(deadline, wait, "status " + response.statusCode(), null);
      } catch (IOException e) {
        wait = retry.delay(attempt);
        failIfOver(deadline, wait, e.getClass().getSimpleName(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("interrupted", e);
      }
      sleep(wait);
    }
  }

  private Supplier<Duration> delayOf(int attempt) {
    return () -> retry.delay(attempt);
  }

  private HttpRequest request(
      String method,
      String path,
      @Nullable String body,
      @Nullable String contentType,
      TokenSource token) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(REQUEST_TIMEOUT)
            .header("Accept", FHIR_JSON)
            .header("Cache-Control", "no-cache, no-store")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    var bearer = token.get();
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request.build();
  }

  /** A login page or an error page of a proxy is no answer of a FHIR server. */
  private static Answer checked(HttpResponse<String> response) {
    var status = response.statusCode();
    var json =
        response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
    if (status >= 500) {
      throw new StoreUnavailableException("status " + status, null);
    }
    if (status == 401) {
      throw new StoreUnavailableException("it does not accept this service's token", null);
    }
    if (status >= 300 && status < 400 || status < 300 && !json && !response.body().isEmpty()) {
      throw new StoreUnavailableException("something else answers in its place", null);
    }
    return new Answer(status, response.body());
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static void failIfOver(
      long deadline, Duration wait, String reason, @Nullable Throwable cause) {
    if (System.nanoTime() + wait.toNanos() > deadline) {
      throw new StoreUnavailableException(reason, cause);
    }
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }
}
