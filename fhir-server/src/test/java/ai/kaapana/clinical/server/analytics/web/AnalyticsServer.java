package ai.kaapana.clinical.server.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.FhirServerApplication;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestPostgres;
import ai.kaapana.clinical.testing.TestTokens;
import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole fhir-server on a real PostgreSQL, with tokens, into which feeders can write. */
final class AnalyticsServer implements AutoCloseable {

  static final String LINKER = "dicom-linker";
  static final String IMPORTER = "import-service";
  static final String ADAPTER = "radiomics-adapter";

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final TestTokens tokens = new TestTokens();
  private final Map<String, TestComponent> feeders =
      Map.of(
          LINKER, TestComponent.create(LINKER),
          IMPORTER, TestComponent.create(IMPORTER),
          ADAPTER, TestComponent.create(ADAPTER));
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String base;

  AnalyticsServer(Path folder) {
    List<String> settings = new ArrayList<>();
    settings.addAll(Arrays.asList(TestPostgres.newDatabase().springProperties()));
    settings.addAll(Arrays.asList(tokens.springProperties(folder)));
    settings.add("server.port=0");
    settings.add("server.address=127.0.0.1");
    feeders.forEach(
        (name, component) -> {
          component.writeTo(folder.resolve(name));
          settings.add(
              "clinical.security.trusted." + name + "=" + folder.resolve(name).resolve("tls.crt"));
        });
    context =
        new SpringApplicationBuilder(FhirServerApplication.class)
            .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    base =
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/fhir";
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  String token(String person) {
    return tokens.person(person).sign();
  }

  String tokenOfStranger() {
    return tokens.person("stranger").projects("another").sign();
  }

  /** Writes resources in one transaction as a feeder; all must be written. */
  void write(String feeder, Resource... resources) throws IOException, InterruptedException {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (var resource : resources) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
    var body = FHIR.newJsonParser().encodeResourceToString(bundle);
    var answer = send(as(feeder, "").POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  void delete(String feeder, Resource resource) throws IOException, InterruptedException {
    var path = "/" + resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    assertThat(send(as(feeder, path).DELETE()).statusCode()).isBetween(200, 204);
  }

  private HttpRequest.Builder as(String feeder, String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Content-Type", "application/fhir+json")
        .header("Authorization", "Bearer " + feeders.get(feeder).token("fhir-server", null));
  }

  /** Posts an operation as a member of the project; apostrophes stand for quotation marks. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        request(path, headers)
            .header("Authorization", "Bearer " + token("alice"))
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).header("Authorization", "Bearer " + token("alice")).GET());
  }

  /** A request without a token. */
  HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
