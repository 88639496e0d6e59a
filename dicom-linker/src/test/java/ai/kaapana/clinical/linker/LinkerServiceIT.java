package ai.kaapana.clinical.linker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.link.TestStudies;
import ai.kaapana.clinical.pacs.Fault;
import ai.kaapana.clinical.pacs.FaultRule;
import ai.kaapana.clinical.pacs.PacsDouble;
import ai.kaapana.clinical.testing.ServiceProcess;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The linker and a real fhir-server as processes, over the real paths, with the real tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkerServiceIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestTokens tokens = new TestTokens();
  private final TestComponent server = TestComponent.create("fhir-server");
  private final TestComponent linker = TestComponent.create("dicom-linker");
  private final HttpClient http = HttpClient.newHttpClient();
  private Path folder = Path.of(".");
  private ServiceProcess fhir;

  @BeforeAll
  void startFhirServer(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    var settings = security(server, linker);
    settings.putAll(database(TestPostgres.newDatabase()));
    fhir =
        ServiceProcess.start(
            ServiceProcess.classPathOf("fhir-server"),
            "ai.kaapana.clinical.server.FhirServerApplication",
            settings,
            folder.resolve("fhir"));
  }

  @AfterAll
  void stopFhirServer() {
    if (fhir != null) {
      fhir.close();
    }
  }

  @Test
  void linksAPacsIntoTheFhirServerAndWritesNothingTheSecondTime() throws Exception {
    try (var pacs = PacsDouble.start(TestStudies.archive(6));
        var service = startLinker(pacs.baseUri(), TestPostgres.newDatabase(), "first")) {
      var api = api(service);
      var first = await(api, post(api + "/link", "{}", 202).path("id").asText());
      assertThat(first.path("state").asText()).as(first.toString()).isEqualTo("SUCCEEDED");
      assertThat(first.path("units").path("accepted").asInt()).isEqualTo(6);
      // 6 studies, 6 segments, 3 patients; Endpoint and Device may be there from the other test
      assertThat(first.path("resources").path("mapped").asInt()).isEqualTo(17);
      assertThat(first.path("resources").path("created").asInt()).isGreaterThanOrEqualTo(15);
      var second = await(api, post(api + "/link", "{}", 202).path("id").asText());
      assertThat(second.path("units").path("skipped").asInt()).isEqualTo(6);
      assertThat(second.path("resources").path("unchanged").asInt()).isEqualTo(17);
      var forced = await(api, post(api + "/relink", "{}", 202).path("id").asText());
      assertThat(forced.path("units").path("unchanged").asInt()).isEqualTo(6);
      assertThat(
              stored("ImagingStudy/" + ResourceIds.study("1.9.1"))
                  .path("meta")
                  .path("versionId")
                  .asText())
          .isEqualTo("1");
      assertThat(
              stored("BodyStructure/" + ResourceIds.segment("1.9.1.2.1", 1))
                  .path("description")
                  .asText())
          .isEqualTo("Tumour");
      assertThat(get(api + "/state", 200).path("linked").asInt()).isEqualTo(6);
      assertThat(get(api + "/studies/1.9.1", 200).path("edges")).hasSize(1);
      assertThat(get(api + "/edges?resolved=true", 200)).hasSize(6);
      assertThat(get(api + "/quarantine", 200)).isEmpty();
      assertThat(get(api + "/openapi.json", 200).path("openapi").asText()).startsWith("3.");
      checkRefusals(api);
    }
  }

  private void checkRefusals(String api) throws Exception {
    assertThat(get(api + "/studies/1.2.3", 404).path("code").asText()).isEqualTo("study/not-found");
    assertThat(post(api + "/link", "{\"studyUid\":\"x\"}", 400).path("code").asText())
        .isEqualTo("request/invalid");
    assertThat(post(api + "/quarantine/7/replay", "", 404).path("code").asText())
        .isEqualTo("quarantine/not-found");
    var nobody = HttpRequest.newBuilder(URI.create(api + "/state")).GET().build();
    assertThat(http.send(nobody, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void goesOnByItselfAfterAKillInMidRun() throws Exception {
    var database = TestPostgres.newDatabase();
    try (var pacs = PacsDouble.start(TestStudies.archive(30, "1.6", "K"))) {
      pacs.script(FaultRule.always(request -> true, Fault.delayed(Duration.ofMillis(60))));
      String job;
      try (var service = startLinker(pacs.baseUri(), database, "killed")) {
        var api = api(service);
        job = post(api + "/relink", "{}", 202).path("id").asText();
        while (get(api + "/state", 200).path("linked").asInt() < 4) {
          Thread.sleep(20);
        }
        service.kill();
      }
      pacs.heal();
      try (var service = startLinker(pacs.baseUri(), database, "restarted")) {
        var api = api(service);
        var state = await(api, job);
        assertThat(state.path("state").asText()).as(state.toString()).isEqualTo("SUCCEEDED");
        assertThat(get(api + "/state", 200).path("linked").asInt()).isEqualTo(30);
        var again = await(api, post(api + "/relink", "{}", 202).path("id").asText());
        assertThat(again.path("units").path("unchanged").asInt()).isEqualTo(30);
      }
    }
  }

  private static String api(ServiceProcess service) {
    return service.address() + "/linker/api/v1";
  }

  private ServiceProcess startLinker(URI pacs, TestPostgres.Database database, String name)
      throws IOException, InterruptedException {
    var settings = security(linker, server);
    settings.putAll(database(database));
    settings.put("clinical.fhir.base-url", fhir.address() + "/fhir");
    settings.put("clinical.linker.pacs.name", "double");
    settings.put("clinical.linker.pacs.base-url", pacs.toString());
    settings.put("clinical.linker.pacs.time-zone", "Europe/Berlin");
    settings.put("clinical.linker.chunk", "4");
    return ServiceProcess.start(
        ServiceProcess.classPathOf("dicom-linker"),
        "ai.kaapana.clinical.linker.DicomLinkerApplication",
        settings,
        folder.resolve(name));
  }

  private static Map<String, String> database(TestPostgres.Database database) {
    return Map.of(
        "spring.datasource.url", database.url(),
        "spring.datasource.username", database.user(),
        "spring.datasource.password", database.password());
  }

  private Map<String, String> security(TestComponent own, TestComponent trusted) {
    var settings = new TreeMap<String, String>();
    for (var line : tokens.springProperties(folder.resolve("issuer"))) {
      int equals = line.indexOf('=');
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    settings.put("clinical.security.component", own.component());
    settings.put("clinical.security.key", own.writeTo(folder.resolve(own.component())).toString());
    trusted.writeTo(folder.resolve(trusted.component()));
    settings.put(
        "clinical.security.trusted." + trusted.component(),
        folder.resolve(trusted.component()).resolve("tls.crt").toString());
    return settings;
  }

  private JsonNode await(String api, String job) throws Exception {
    for (int i = 0; i < 600; i++) {
      var state = get(api + "/jobs/" + job, 200);
      if (!Set.of("QUEUED", "RUNNING").contains(state.path("state").asText())) {
        return state;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("The job does not end");
  }

  private JsonNode stored(String reference) throws Exception {
    return get("http://127.0.0.1:" + fhir.port() + "/fhir/" + reference, 200);
  }

  private JsonNode get(String url, int status) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).GET(), status);
  }

  private JsonNode post(String url, String body, int status) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        status);
  }

  private JsonNode send(HttpRequest.Builder request, int status) throws Exception {
    var answer =
        http.send(
            request.header("Authorization", "Bearer " + tokens.person("alice").sign()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
