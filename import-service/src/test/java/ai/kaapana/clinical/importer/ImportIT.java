package ai.kaapana.clinical.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kaapana.clinical.importer.mapping.LungTable;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports through the real service into a real fhir-server. */
class ImportIT {
  @TempDir static Path folder;
  private static ServiceProcess fhir;
  private static ServiceProcess importer;
  private static TestPostgres.Database fhirDatabase;
  private static ImportClient client;

  @BeforeAll
  static void start() {
    assumeTrue(ServiceProcess.built("fhir-server"), "fhir-server is not built");
    var tokens = new TestTokens();
    var component = TestComponent.create("import-service");
    var key = component.writeTo(folder.resolve("keys"));
    fhirDatabase = TestPostgres.newDatabase();
    var common = security(tokens);
    var fhirSettings = new TreeMap<>(common);
    fhirSettings.putAll(database(fhirDatabase));
    fhirSettings.put("clinical.security.component", "fhir-server");
    fhirSettings.put(
        "clinical.security.trusted.import-service", key.resolveSibling("tls.crt").toString());
    fhir =
        ServiceProcess.start(
            "fhir-server",
            "ai.kaapana.clinical.server.FhirServerApplication",
            folder.resolve("fhir"),
            fhirSettings);
    var settings = new TreeMap<>(common);
    settings.putAll(database(TestPostgres.newDatabase()));
    settings.put("clinical.security.component", "import-service");
    settings.put("clinical.security.key", key.toString());
    settings.put("clinical.fhir.base-url", fhir.address() + "/fhir");
    settings.put("clinical.import.pack-patients", "20");
    importer =
        ServiceProcess.start(
            "import-service",
            "ai.kaapana.clinical.importer.ImportServiceApplication",
            folder.resolve("import"),
            settings);
    client = new ImportClient(importer, fhir, () -> tokens.person("alice").sign());
  }

  @AfterAll
  static void stop() {
    if (importer != null) {
      importer.close();
    }
    if (fhir != null) {
      fhir.close();
    }
  }

  @Test
  void importsGeneratedTableOnceAndTakesItBack() throws Exception {
    var mapping = shipped("nsclc-radiomics-lung1");
    var created = client.create("lung.csv", LungTable.csv(), mapping, Map.of());
    var preview = created.path("preview");
    assertThat(preview.path("resources").path("Observation").asInt()).isEqualTo(2108);
    assertThat(preview.path("coverage").path("applicable").asBoolean()).isFalse();
    var id = created.path("id").asText();
    var job = client.run(id, "commit", "{}");
    assertBalances(job, 422, 2952, 0);
    assertThat(client.count("Patient")).isEqualTo(422);
    assertThat(client.count("Observation")).isEqualTo(2108);
    assertThat(client.count("Condition")).isEqualTo(422);

    var shuffled = client.create("lung2.csv", LungTable.shuffled(5), mapping, Map.of());
    var again = client.run(shuffled.path("id").asText(), "commit", "{}");
    assertBalances(again, 0, 0, 2952);

    long versions = versions();
    var forced = client.run(id, "reimport", "{}");
    assertBalances(forced, 0, 0, 2952);
    assertThat(versions()).isEqualTo(versions);

    var undo = client.run(id, "undo", "{}");
    assertThat(undo.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(client.count("Patient")).isZero();
    assertThat(client.count("Observation")).isZero();
    assertThat(client.count("Provenance")).isZero();

    var renewed = client.run(id, "commit", "{}");
    assertBalances(renewed, 422, 2952, 0);
  }

  private static void assertBalances(
      JsonNode job, long acceptedRows, long created, long unchanged) {
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.path("units").path("in").asLong()).isEqualTo(422);
    assertThat(job.path("units").path("accepted").asLong()).isEqualTo(acceptedRows);
    assertThat(job.path("resources").path("created").asLong()).isEqualTo(created);
    assertThat(job.path("resources").path("updated").asLong()).isZero();
    assertThat(job.path("resources").path("unchanged").asLong()).isEqualTo(unchanged);
  }

  private static long versions() throws Exception {
    try (var connection = fhirDatabase.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from hfj_res_ver")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static String shipped(String name) throws IOException {
    try (var stream = ImportIT.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> security(TestTokens tokens) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("server.address", "127.0.0.1");
    for (var line : tokens.springProperties(folder)) {
      settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return settings;
  }

  private static Map<String, String> database(TestPostgres.Database database) {
    Map<String, String> settings = new TreeMap<>();
    for (var line : database.springProperties()) {
      settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return settings;
  }
}
