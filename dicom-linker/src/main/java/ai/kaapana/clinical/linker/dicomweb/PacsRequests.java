package ai.kaapana.clinical.linker.dicomweb;

import ai.kaapana.clinical.linker.model.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Sends one GET to the PACS until it has an answer or its patience ends: bounded in time, size and
 * number of requests at once.
 *
 * <p>Redirects are not followed and no address from an answer is ever used: credentials go to the
 * configured host alone.
 */
final class PacsRequests implements AutoCloseable {

  private final PacsConnection connection;
  private final InstantSource clock;
  private final Backoff backoff;
  private final HttpClient http;
  private final Semaphore permits;
  private final ScheduledExecutorService watchers;

  PacsRequests(PacsConnection connection, InstantSource clock, RandomGenerator random) {
    this.connection = connection;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.permits = new Semaphore(connection.parallel());
    this.watchers =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pacs-watch").factory());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connection.connectTimeout())
            .build();
  }

  /**
   * Returns the objects of an answer; none for 204 or an empty body.
   *
   * @param path below the base URL, with its query, already encoded
   * @throws PacsException when the PACS does not give a usable answer
   */
  List<Dataset> get(String path) {
    var deadline = clock.instant().plus(connection.patience());
    int attempt = 0;
    while (true) {
      attempt++;
      var outcome = attempt(path);
      if (outcome.objects().isPresent()) {
        return outcome.objects().get();
      }
      var failure = outcome.failure();
      var delay = backoff.delay(attempt, outcome.retryAfter());
      boolean last = !isRetried(failure, attempt) || clock.instant().plus(delay).isAfter(deadline);
      if (last) {
        throw new PacsException(failure);
      }
      sleep(delay);
    }
  }

  @Override
  public void close() {
    watchers.shutdownNow();
    http.shutdownNow();
  }

  /** A 500 most likely fails again, so once; a body cut short may be whole at the next attempt. */
  private static boolean isRetried(PacsException.Kind failure, int attempt) {
    return switch (failure) {
      case UNAVAILABLE -> true;
      case MALFORMED -> attempt < 3;
      case SERVER_ERROR, UNAUTHORIZED -> attempt < 2;
      case TOO_LARGE, REFUSED, TOO_MANY -> false;
    };
  }

  private record Outcome(
      Optional<List<Dataset>> objects, PacsException.Kind failure, Optional<Duration> retryAfter) {

    static Outcome of(List<Dataset> objects) {
      return new Outcome(Optional.of(objects), PacsException.Kind.UNAVAILABLE, Optional.empty());
    }

    static Outcome failed(PacsException.Kind kind) {
      return new Outcome(Optional.empty(), kind, Optional.empty());
    }
  }

  private Outcome attempt(String path) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PacsException(PacsException.Kind.UNAVAILABLE);
    }
    try {
      return outcome(http.send(request(path), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (PacsException e) {
      return Outcome.failed(e.kind());
    } catch (UncheckedIOException e) {
      // The file with the credentials cannot be read.
      return Outcome.failed(PacsException.Kind.UNAUTHORIZED);
    } catch (IOException e) {
      return Outcome.failed(PacsException.Kind.UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PacsException(PacsException.Kind.UNAVAILABLE);
    } finally {
      permits.release();
    }
  }

  private HttpRequest request(String path) {
    var builder =
        HttpRequest.newBuilder(URI.create(connection.baseUrl() + path))
            .timeout(connection.readTimeout())
            .header("Accept", "application/dicom+json");
    var authorization = connection.authorization().get();
    if (!authorization.isEmpty()) {
      builder.header("Authorization", authorization);
    }
    return builder.GET().build();
  }

  private Outcome outcome(HttpResponse<InputStream> response) throws IOException {
    try (var body = new GuardedStream(response.body(), connection.readTimeout(), watchers)) {
      int status = response.statusCode();
      return switch (status) {
        case 200 -> Outcome.of(objects(response, body));
        case 204 -> Outcome.of(List.of());
        case 401, 403 -> Outcome.failed(PacsException.Kind.UNAUTHORIZED);
        case 408, 425, 429, 502, 503, 504 ->
            new Outcome(Optional.empty(), PacsException.Kind.UNAVAILABLE, retryAfter(response));
        default ->
            Outcome.failed(
                status >= 500 ? PacsException.Kind.SERVER_ERROR : PacsException.Kind.REFUSED);
      };
    }
  }

  private static List<Dataset> objects(HttpResponse<?> response, InputStream body)
      throws IOException {
    var type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("html") || type.contains("xml")) {
      throw new PacsException(PacsException.Kind.MALFORMED);
    }
    var objects = new ArrayList<Dataset>();
    DicomJsonReader.read(body, objects::add);
    return objects;
  }

  /** Seconds or an HTTP date; anything else is ignored. */
  private Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response.headers().firstValue("Retry-After").flatMap(this::retryAfter);
  }

  private Optional<Duration> retryAfter(String text) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(clock.instant(), when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static void sleep(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PacsException(PacsException.Kind.UNAVAILABLE);
    }
  }
}
