package ai.kaapana.clinical.importer;

import ai.kaapana.clinical.testing.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Talks to import-service and fhir-server as a user. */
final class ImportClient {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final ServiceProcess importer;
  private final ServiceProcess fhir;
  private final Supplier<String> token;

  ImportClient(ServiceProcess importer, ServiceProcess fhir, Supplier<String> token) {
    this.importer = importer;
    this.fhir = fhir;
    this.token = token;
  }

  String api() {
    return importer.address() + "/import/api/v1";
  }

  JsonNode create(String name, String table, String mapping, Map<String, String> fields)
      throws Exception {
    var answer = upload(name, table.getBytes(StandardCharsets.UTF_8), mapping, fields);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  HttpResponse<String> upload(String name, byte[] table, String mapping, Map<String, String> fields)
      throws Exception {
    var boundary = "part-of-a-form-7f3a";
    var body = new ByteArrayOutputStream();
    part(body, boundary, "name=\"file\"; filename=\"" + name + "\"", table);
    if (mapping != null) {
      part(
          body,
          boundary,
          "name=\"mapping\"; filename=\"mapping.yaml\"",
          mapping.getBytes(StandardCharsets.UTF_8));
    }
    for (var field : fields.entrySet()) {
      part(
          body,
          boundary,
          "name=\"" + field.getKey() + "\"",
          field.getValue().getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return send(
        request(api() + "/imports")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(
      ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
    body.writeBytes(
        ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(api() + path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(api() + path).GET());
  }

  JsonNode begin(String id, String action, String body) throws Exception {
    var answer = post("/imports/" + id + "/" + action, body);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  JsonNode run(String id, String action, String body) throws Exception {
    return await(begin(id, action, body).path("id").asText());
  }

  JsonNode job(String job) throws Exception {
    return json.readTree(get("/jobs/" + job).body());
  }

  JsonNode await(String job) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      var state = job(job);
      if (ENDED.contains(state.path("state").asText())) {
        return state;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("the job does not end: " + job(job));
  }

  /** The imports of a file, the newest first. */
  List<JsonNode> imports(String file) throws Exception {
    var found = new ArrayList<JsonNode>();
    for (var one : json.readTree(get("/imports").body())) {
      if (one.at("/file/name").asText().equals(file)) {
        found.add(one);
      }
    }
    return found;
  }

  JsonNode fhir(String path) throws Exception {
    var answer = send(request(fhir.address() + "/fhir/" + path).GET());
    return json.readTree(answer.body());
  }

  long count(String type) throws Exception {
    var answer = fhir(type + (type.contains("?") ? "&" : "?") + "_summary=count");
    if (!answer.has("total")) {
      throw new AssertionError(answer.toString());
    }
    return answer.path("total").asLong();
  }

  HttpResponse<String> fhirPut(String path, String resource) throws Exception {
    return send(
        request(fhir.address() + "/fhir/" + path)
            .header("Content-Type", "application/fhir+json")
            .PUT(HttpRequest.BodyPublishers.ofString(resource)));
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + token.get());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
