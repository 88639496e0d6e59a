package ai.kaapana.clinical.importer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.mapping.LungTable;
import ai.kaapana.clinical.testing.ServiceProcess;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestObjectStore;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Imports through the real service into a real fhir-server. */
class ImportIT {
  @TempDir static Path folder;
  private static ServiceProcess fhir;
  private static ServiceProcess importer;
  private static TestPostgres.Database fhirDatabase;
  private static ImportClient client;
  private static TestObjectStore bucket;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
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
            ServiceProcess.classPathOf("fhir-server"),
            "ai.kaapana.clinical.server.FhirServerApplication",
            fhirSettings,
            folder.resolve("fhir"));
    var settings = new TreeMap<>(common);
    settings.putAll(database(TestPostgres.newDatabase()));
    settings.put("clinical.security.component", "import-service");
    settings.put("clinical.security.key", key.toString());
    settings.put("clinical.fhir.base-url", fhir.address() + "/fhir");
    settings.put("clinical.import.pack-patients", "20");
    bucket = TestObjectStore.start(folder.resolve("bucket"));
    settings.putAll(properties(bucket.springProperties("clinical/")));
    settings.put("clinical.object-store.poll-interval", "1s");
    settings.put("clinical.import.pickup.auto-commit", "true");
    importer =
        ServiceProcess.start(
            ServiceProcess.classPathOf("import-service"),
            "ai.kaapana.clinical.importer.ImportServiceApplication",
            settings,
            folder.resolve("import"));
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
    if (bucket != null) {
      bucket.close();
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

  @Test
  void takesTablesThatArriveInTheBucket() throws Exception {
    var table = "id,note\nB-1,one\nB-2,two\n";
    var mapping =
        """
        apiVersion: clinical-import/v1
        kind: TableMapping
        metadata: { name: arriving, version: 1.0.0, dataset: arriving }
        source: { format: csv, match: { filename: ["arriv*.csv"], headers: [id, note] } }
        subject: { column: id }
        columns:
          note: { as: observation.local, name: note, type: text }
        """;
    put("clinical/broken.mapping.yaml", mapping.replace("arriving", "broken"));
    put("clinical/broken.csv", "id,note\nB-9\n");
    put("clinical/arriving.csv", table);
    put("clinical/arriving.mapping.yaml", mapping);
    put("elsewhere/arriving.csv", table + "B-3,three\n");

    var imported = awaitImport("arriving.csv", "DONE", 2);
    assertThat(imported.at("/units/accepted").asInt()).isEqualTo(2);
    assertThat(client.count("Observation?_tag=arriving")).isEqualTo(2);
    assertThat(content("clinical/arriving.csv")).isEqualTo(table);
    // Only rejected rows: that is for a person to look at.
    var broken = awaitImport("broken.csv", "PREVIEWED", 0);
    assertThat(broken.at("/preview/rows/rejected").asInt()).isEqualTo(1);

    put("clinical/arriving.csv", table + "B-4,four\n");
    assertThat(awaitImport("arriving.csv", "DONE", 3).at("/units/accepted").asInt()).isEqualTo(1);
    assertThat(client.count("Observation?_tag=arriving")).isEqualTo(3);
    var arrived = client.imports("arriving.csv");
    assertThat(arrived).hasSize(2);

    for (var newestFirst : arrived) {
      var undo = client.run(newestFirst.path("id").asText(), "undo", "{}");
      assertThat(undo.path("state").asText()).as(undo.toString()).isEqualTo("SUCCEEDED");
    }
    assertThat(client.count("Observation?_tag=arriving")).isZero();
  }

  /** The newest import of a file, once it is in the state and has so many rows. */
  private static JsonNode awaitImport(String file, String state, int rows) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (System.nanoTime() < end) {
      for (var found : client.imports(file)) {
        if (found.path("state").asText().equals(state) && found.at("/units/in").asInt() >= rows) {
          return found;
        }
      }
      Thread.sleep(200);
    }
    throw new AssertionError("not imported from the bucket: " + client.imports(file));
  }

  private static S3Client s3() {
    var credentials = AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey());
    return S3Client.builder()
        .endpointOverride(bucket.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private static void put(String key, String content) {
    try (var s3 = s3()) {
      s3.putObject(
          request -> request.bucket(TestObjectStore.BUCKET).key(key),
          RequestBody.fromString(content));
    }
  }

  private static String content(String key) {
    try (var s3 = s3()) {
      return s3.getObjectAsBytes(request -> request.bucket(TestObjectStore.BUCKET).key(key))
          .asUtf8String();
    }
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
    return properties(database.springProperties());
  }

  private static Map<String, String> properties(String... lines) {
    Map<String, String> settings = new TreeMap<>();
    for (var line : lines) {
      settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return settings;
  }
}
