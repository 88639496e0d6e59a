package ai.kaapana.clinical.importer.page.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.store.SisterProperties;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Failed;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Sent;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Undecided;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.objectstore.CallerBuckets;
import ai.kaapana.clinical.service.objectstore.ObjectStoreAutoConfiguration;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Sending a table, with small HTTP servers as FHIR store and object store. */
class HandoverTest {
  private static final String CSV = "patient_id,note\r\np1,\"two\nlines\"\r\np2,\r\n";
  private static final String SESSION =
      "<r><Credentials><AccessKeyId>AK</AccessKeyId><SecretAccessKey>SK</SecretAccessKey>"
          + "<SessionToken>session</SessionToken></Credentials></r>";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T10:32:05Z"), ZoneOffset.UTC);

  private final Map<String, String> objects = new LinkedHashMap<>();
  private HttpServer server;
  private URI address;
  private int tableStatus = 200;
  private int countedRows = 2;
  private int bucketStatus = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/fhir/$joint-table", this::table);
    server.createContext("/project-lung/", this::object);
    server.createContext("/", this::session);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void table(HttpExchange exchange) throws IOException {
    var body =
        switch (exchange.getRequestURI().getQuery()) {
          case "_format=csv" -> CSV;
          case "_format=columns" -> "[{\"name\":\"note\",\"type\":\"text\"}]";
          default ->
              "{\"specHash\":\"abcdef0123\",\"counts\":{\"rows\":%d}}".formatted(countedRows);
        };
    respond(exchange, tableStatus, body);
  }

  private void object(HttpExchange exchange) throws IOException {
    var content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (bucketStatus == 200) {
      objects.put(exchange.getRequestURI().getPath().replace("/project-lung/", ""), content);
    }
    respond(exchange, bucketStatus, bucketStatus == 200 ? "" : "<Error><Code>X</Code></Error>");
  }

  private void session(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean own = form.contains("WebIdentityToken=token-of-alice");
    respond(exchange, own ? 200 : 400, own ? SESSION : "<Error/>");
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Handover.Outcome send(String token) {
    var sent = new Handover.Outcome[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ObjectStoreAutoConfiguration.class))
        .withBean(Clock.class, () -> CLOCK)
        .withPropertyValues(
            "clinical.caller-buckets.endpoint=" + address,
            "clinical.caller-buckets.bucket=project-lung")
        .run(
            context -> {
              var handover = handover(Optional.of(context.getBean(CallerBuckets.class)));
              var request = JsonNodeFactory.instance.objectNode().put("rows", "patient");
              sent[0] = handover.send(request, "patient", token);
            });
    return sent[0];
  }

  private Handover handover(Optional<CallerBuckets> buckets) {
    var none =
        new SisterProperties(
            new SisterProperties.Linker(null), new SisterProperties.Radiomics(null));
    var fhir = new FhirProperties(URI.create(address + "/fhir"));
    var page = new PageProperties(null, "clinical/tables");
    return new Handover(new Tables(new Sisters(fhir, none)), buckets, page, CLOCK);
  }

  @Test
  void putsTheFilesThatTheNotebookReadsWithTheTableLast() {
    assertThat(send("token-of-alice"))
        .isEqualTo(
            new Sent("project-lung", "clinical/tables", "patient-20261125-103205-abcdef", 2));
    var folder = "clinical/tables/patient-20261125-103205-abcdef/";
    assertThat(objects.keySet())
        .containsExactly(
            folder + "columns.json",
            folder + "manifest.json",
            folder + "request.json",
            folder + "table.csv");
    // Signed piece by piece, so the bytes are between signatures.
    assertThat(objects.get(folder + "table.csv")).contains(CSV);
    assertThat(objects.get(folder + "request.json")).contains("\"rows\" : \"patient\"");
  }

  @Test
  void leavesAQuestionToThePreview() {
    tableStatus = 422;
    assertThat(send("token-of-alice")).isInstanceOf(Undecided.class);
    assertThat(objects).isEmpty();
  }

  @Test
  void sendsNoTableWhoseRowsAreNotThoseOfItsManifest() {
    countedRows = 3;
    assertThat(failure("token-of-alice").reason()).contains("changes while it is read");
    assertThat(objects).isEmpty();
  }

  @Test
  void saysWhatToDoWhereTheTokenOpensNothing() {
    var failed = failure("token-of-mallory");
    assertThat(failed.status().value()).isEqualTo(403);
    assertThat(failed.code().code()).isEqualTo("object-store/refused");
    assertThat(failed.hint()).startsWith("Sign out and in again").doesNotContain("mallory");
  }

  @Test
  void tellsAMissingBucketFromOneThatRefuses() {
    bucketStatus = 404;
    assertThat(failure("token-of-alice").reason()).contains("bucket is not there");
    bucketStatus = 403;
    assertThat(failure("token-of-alice").reason()).contains("does not let you write");
  }

  @Test
  void saysThatTheObjectStoreIsDown() {
    bucketStatus = 503;
    assertThat(failure("token-of-alice").status().value()).isEqualTo(503);
  }

  @Test
  void offersNothingWithoutObjectStoreOrToken() {
    assertThat(handover(Optional.empty()).obstacle(Optional.of("token")).orElseThrow())
        .contains("clinical.caller-buckets");
  }

  private Failed failure(String token) {
    assertThat(send(token)).isInstanceOf(Failed.class);
    return (Failed) send(token);
  }
}
