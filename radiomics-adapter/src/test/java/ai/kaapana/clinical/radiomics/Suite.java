package ai.kaapana.clinical.radiomics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testing.ServiceProcess;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A real fhir-server and the adapter, as processes, with the real tokens; and what a user sends.
 */
final class Suite implements AutoCloseable {

  static final FhirContext FHIR = FhirContext.forR4Cached();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ACTIVE = Set.of("QUEUED", "RUNNING");
  private static final int TRIES = 900;

  private final Path folder;
  private final TestTokens tokens = new TestTokens();
  private final TestComponent server = TestComponent.create("fhir-server");
  private final TestComponent linker = TestComponent.create("dicom-linker");
  private final TestComponent adapter = TestComponent.create("radiomics-adapter");
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestPostgres.Database database = TestPostgres.newDatabase();
  private final TestPostgres.Database fhirDatabase = TestPostgres.newDatabase();
  private final ServiceProcess fhir;
  private final Map<String, String> settings;
  private ServiceProcess service;

  private Suite(String name, Map<String, String> extra) throws IOException, InterruptedException {
    folder = Path.of("target", "it", name).toAbsolutePath();
    for (var component : List.of(server, linker, adapter)) {
      component.writeTo(folder.resolve(component.component()));
    }
    fhir =
        ServiceProcess.start(
            ServiceProcess.classPathOf("fhir-server"),
            "ai.kaapana.clinical.server.FhirServerApplication",
            settings(server, fhirDatabase, linker, adapter),
            folder.resolve("fhir"));
    settings = settings(adapter, database, server);
    settings.put("clinical.fhir.base-url", fhirBase());
    settings.put("clinical.radiomics.retry.interval", "500ms");
    settings.put("clinical.radiomics.retry.first", "1s");
    settings.put("clinical.radiomics.retry.longest", "2s");
    settings.putAll(extra);
    try {
      service = startAdapter(settings);
    } catch (IOException | InterruptedException | RuntimeException e) {
      fhir.close();
      throw e;
    }
  }

  static Suite start(String name, Map<String, String> extra)
      throws IOException, InterruptedException {
    return new Suite(name, extra);
  }

  private ServiceProcess startAdapter(Map<String, String> all)
      throws IOException, InterruptedException {
    return ServiceProcess.start(
        ServiceProcess.classPathOf("radiomics-adapter"),
        RadiomicsAdapterApplication.class.getName(),
        all,
        folder.resolve("adapter"));
  }

  private Map<String, String> settings(
      TestComponent own, TestPostgres.Database base, TestComponent... trusted) {
    var result = new TreeMap<String, String>();
    for (var line : tokens.springProperties(folder.resolve("issuer"))) {
      add(result, line);
    }
    for (var line : base.springProperties()) {
      add(result, line);
    }
    result.put("clinical.security.component", own.component());
    result.put(
        "clinical.security.key", folder.resolve(own.component()).resolve("tls.key").toString());
    for (var other : trusted) {
      result.put(
          "clinical.security.trusted." + other.component(),
          folder.resolve(other.component()).resolve("tls.crt").toString());
    }
    return result;
  }

  private static void add(Map<String, String> settings, String line) {
    var equals = line.indexOf('=');
    settings.put(line.substring(0, equals), line.substring(equals + 1));
  }

  /** Kills the adapter and starts it again. */
  void killAndRestart() throws IOException, InterruptedException {
    service.kill();
    service = startAdapter(settings);
  }

  /** Kills the adapter and starts it with other settings beside its own. */
  void restartWith(Map<String, String> other) throws IOException, InterruptedException {
    service.kill();
    var all = new TreeMap<>(settings);
    all.putAll(other);
    service = startAdapter(all);
  }

  String fhirBase() throws IOException {
    return fhir.address() + "/fhir";
  }

  String api() throws IOException {
    return service.address() + "/radiomics/api/v1";
  }

  String adapterLog() throws IOException {
    return service.log();
  }

  TestPostgres.Database fhirDatabase() {
    return fhirDatabase;
  }

  TestPostgres.Database database() {
    return database;
  }

  /** Writes resources as the linker does. */
  void link(Resource... resources) throws IOException, InterruptedException {
    var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (var resource : resources) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl(resource.fhirType() + "/" + resource.getIdPart());
    }
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(fhirBase()))
                .header("Content-Type", "application/fhir+json")
                .header("Authorization", "Bearer " + linker.token("fhir-server", "alice"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        FHIR.newJsonParser().encodeResourceToString(bundle)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Sends a file and waits for the end of its job, which must succeed. */
  JsonNode ingest(byte[] file, Map<String, String> parts) throws IOException, InterruptedException {
    var job = await(send("/ingests", file, parts).path("id").asText());
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
    return job;
  }

  /** Every result of the file of a job. */
  JsonNode rows(JsonNode job) throws IOException, InterruptedException {
    return get("/ingests/" + job.at("/result/ingest").asText() + "/report.json").path("rows");
  }

  /** Sends a file to a route; any other status than 2xx fails the test. */
  JsonNode send(String route, byte[] file, Map<String, String> parts)
      throws IOException, InterruptedException {
    var answer = answer(route, file, parts);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> answer(String route, byte[] file, Map<String, String> parts)
      throws IOException, InterruptedException {
    var boundary = "----" + UUID.randomUUID();
    return http.send(
        authorized(route)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(boundary, file, parts)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(String route) throws IOException, InterruptedException {
    return JSON.readTree(text(route));
  }

  String text(String route) throws IOException, InterruptedException {
    var answer = http.send(authorized(route).GET().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  JsonNode post(String route, String body) throws IOException, InterruptedException {
    var answer =
        http.send(
            authorized(route)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder authorized(String route) throws IOException {
    return HttpRequest.newBuilder(URI.create(api() + route))
        .header("Authorization", "Bearer " + tokens.person("alice").sign());
  }

  JsonNode await(String job) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      var state = get("/jobs/" + job);
      if (!ACTIVE.contains(state.path("state").asText())) {
        return state;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("The job does not end");
  }

  /** All live resources of a type. */
  <T extends Resource> Map<String, T> stored(Class<T> type)
      throws IOException, InterruptedException {
    var result = new LinkedHashMap<String, T>();
    @Nullable String next = fhirBase() + "/" + type.getSimpleName() + "?_count=200";
    while (next != null) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(next))
                  .header("Authorization", "Bearer " + tokens.person("alice").sign())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var page = FHIR.newJsonParser().parseResource(Bundle.class, answer.body());
      page.getEntry().stream()
          .map(Bundle.BundleEntryComponent::getResource)
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(resource -> result.put(resource.getIdElement().getIdPart(), resource));
      next =
          page.getLink(Bundle.LINK_NEXT) == null ? null : page.getLink(Bundle.LINK_NEXT).getUrl();
    }
    return result;
  }

  private static byte[] multipart(String boundary, byte[] file, Map<String, String> parts)
      throws IOException {
    var out = new ByteArrayOutputStream();
    for (var part : parts.entrySet()) {
      out.write(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(boundary, part.getKey(), part.getValue())
              .getBytes(StandardCharsets.UTF_8));
    }
    out.write(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary)
            .getBytes(StandardCharsets.UTF_8));
    out.write(file);
    out.write("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Override
  public void close() {
    service.close();
    fhir.close();
  }
}
