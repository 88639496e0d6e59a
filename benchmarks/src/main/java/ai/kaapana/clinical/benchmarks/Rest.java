package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.service.auth.ServiceTokenSigner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls the services of a stack and takes nothing but success. */
final class Rest {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String FHIR_JSON = "application/fhir+json";

  private static final String BOUNDARY = "benchmark-form-boundary";
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Supplier<String> token;

  private Rest(Supplier<String> token) {
    this.token = token;
  }

  /** As a member of the project. */
  static Rest asMember(Stack stack) {
    return new Rest(stack::token);
  }

  /** As a service that calls fhir-server, with that service's own key. */
  static Rest asService(Stack stack, Component service) {
    var keys = stack.data().resolve("keys").resolve(service.id());
    var signer =
        ServiceTokenSigner.of(
            service.id(), keys.resolve("tls.key"), keys.resolve("tls.crt"), Clock.systemUTC());
    return new Rest(() -> signer.tokenFor(Component.FHIR_SERVER.id(), null));
  }

  JsonNode get(URI uri) throws IOException {
    return JSON.readTree(
        send("GET", uri, FHIR_JSON + ", application/json", "", new byte[0]).body());
  }

  JsonNode post(URI uri, String type, byte[] body) throws IOException {
    return JSON.readTree(send("POST", uri, "*/*", type, body).body());
  }

  JsonNode put(URI uri, byte[] body) throws IOException {
    return JSON.readTree(send("PUT", uri, FHIR_JSON, FHIR_JSON, body).body());
  }

  /** Sends a form (RFC 7578) with a table, its mapping and the name of the dataset. */
  JsonNode postTable(URI uri, Path table, Path mapping, String dataset) throws IOException {
    var form =
        part("file\"; filename=\"table.csv", Files.readString(table))
            + part("mapping\"; filename=\"mapping.yaml", Files.readString(mapping))
            + part("dataset", dataset)
            + "--"
            + BOUNDARY
            + "--\r\n";
    return post(
        uri, "multipart/form-data; boundary=" + BOUNDARY, form.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(String name, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, content);
  }

  /**
   * Sends a request.
   *
   * @throws IOException if the answer is not one of success
   */
  HttpResponse<String> send(String method, URI uri, String accept, String type, byte[] body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST)
            .header("Authorization", "Bearer " + token.get())
            .header("Accept", accept)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "%s %s: HTTP %d %s"
                .formatted(method, uri.getPath(), response.statusCode(), response.body()));
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for an answer", e);
    }
  }
}
