package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.local.http.Answer;
import ai.kaapana.clinical.local.http.LocalHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Loads the demo cohort as a patient client would: what does not answer is asked again, because the
 * tests kill it on purpose.
 */
final class Feeds {

  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final List<String> RESULTS = List.of("bin25.csv", "bin10.csv", "bin25-part2.json");

  private final Stack stack;
  private final Path cohort;
  private final LocalHttp http;

  Feeds(Stack stack, Path cohort) {
    this.stack = stack;
    this.cohort = cohort;
    this.http = stack.http();
  }

  /** A feeder by the name of its component. */
  void run(Component feeder) throws IOException {
    switch (feeder) {
      case DICOM_LINKER -> link();
      case IMPORT_SERVICE -> imports();
      case RADIOMICS_ADAPTER -> ingests();
      default -> throw new IllegalArgumentException(feeder + " feeds nothing");
    }
  }

  void all() throws IOException {
    link();
    imports();
    ingests();
  }

  void allAtOnce() {
    CompletableFuture.allOf(
            Stream.of(Component.DICOM_LINKER, Component.IMPORT_SERVICE, Component.RADIOMICS_ADAPTER)
                .map(feeder -> CompletableFuture.runAsync(() -> unchecked(feeder)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void unchecked(Component feeder) {
    try {
      run(feeder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void link() throws IOException {
    var api = api(Component.DICOM_LINKER, "/linker/api/v1");
    await(api, patiently(() -> postJson(api + "/link", "{}")));
  }

  void imports() throws IOException {
    importTable("clinical.csv", "clinical.mapping.yaml");
    importTable("laboratory.xlsx", "laboratory.mapping.yaml");
  }

  JsonNode importTable(String table, String mapping) throws IOException {
    var clinical = cohort.resolve("clinical");
    return importTable(clinical.resolve(table), clinical.resolve(mapping));
  }

  JsonNode importTable(Path table, Path mapping) throws IOException {
    var api = api(Component.IMPORT_SERVICE, "/import/api/v1");
    var form = new Multipart().file("file", table).file("mapping", mapping);
    var preview =
        patiently(() -> post(api + "/imports", form.contentType(), form.publisher())).json();
    var commit = api + "/imports/" + preview.path("id").asText() + "/commit";
    return await(api, patiently(() -> postJson(commit, "{}")));
  }

  void ingests() throws IOException {
    for (var results : RESULTS) {
      ingest(results);
    }
  }

  void ingest(String results) throws IOException {
    var file = cohort.resolve("radiomics").resolve(results);
    var configuration = results.split("[-.]", 2)[0];
    ingest(file, file.resolveSibling(configuration + ".yaml"), configuration);
  }

  JsonNode ingest(Path results, Path parameters, String configuration) throws IOException {
    var api = api(Component.RADIOMICS_ADAPTER, "/radiomics/api/v1");
    var form =
        new Multipart()
            .file("file", results)
            .file("parameters", parameters)
            .field("configurationName", configuration)
            .field("dataset", "demo-cohort");
    return await(
        api, patiently(() -> post(api + "/ingests", form.contentType(), form.publisher())));
  }

  private URI api(Component component, String path) {
    return stack.address(component, path);
  }

  private Answer postJson(String uri, String json) throws IOException {
    return http.postJson(URI.create(uri), json, "application/json");
  }

  private Answer post(String uri, String type, BodyPublisher body) throws IOException {
    return http.post(URI.create(uri), type, body);
  }

  @FunctionalInterface
  interface Request {
    Answer send() throws IOException;
  }

  /** Sends a request until it is answered with neither a broken connection nor a 5xx. */
  Answer patiently(Request request) {
    var deadline = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      String last;
      try {
        var answer = request.send();
        if (answer.isOk()) {
          return answer;
        }
        last = answer.reason();
        if (answer.status() < 500) {
          throw new AssertionError("refused: " + last);
        }
      } catch (IOException e) {
        last = e.getClass().getSimpleName();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no answer in time: " + last);
      }
      pause();
    }
  }

  private JsonNode await(URI api, Answer accepted) {
    var job = URI.create(api + "/jobs/" + accepted.json().path("id").asText());
    var deadline = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      var state = patiently(() -> http.get(job)).json();
      switch (state.path("state").asText()) {
        case "SUCCEEDED" -> {
          return state;
        }
        case "FAILED", "CANCELLED" -> throw new AssertionError("job ended: " + state);
        default -> {
          if (System.nanoTime() > deadline) {
            throw new AssertionError("job not done in time: " + state);
          }
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
