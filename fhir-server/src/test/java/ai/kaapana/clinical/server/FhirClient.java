package ai.kaapana.clinical.server;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Plain HTTP with a token; tests look at statuses and bodies as they are. */
public final class FhirClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final String base;
  private final Supplier<@Nullable String> token;

  FhirClient(String base, Supplier<@Nullable String> token) {
    this.base = base;
    this.token = token;
  }

  /** A client of some server; without a token if it is null. */
  public static FhirClient bearer(String base, @Nullable String token) {
    return new FhirClient(base, () -> token);
  }

  /** An answer. */
  public record Answer(int status, String body, HttpResponse<String> response) {

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("no JSON", e);
      }
    }

    public <T extends Resource> T as(Class<T> type) {
      return FHIR.newJsonParser().parseResource(type, body);
    }

    /** Our code in an OperationOutcome. */
    public String code() {
      return json().at("/issue/0/details/coding/0/code").asText();
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer put(Resource resource, String... headers) {
    return send("PUT", "/" + path(resource), encode(resource), headers);
  }

  public Answer delete(Resource resource) {
    return send("DELETE", "/" + path(resource), null);
  }

  public Answer post(Bundle bundle) {
    return send("POST", "", encode(bundle));
  }

  /** One transaction that PUTs all of them. */
  public Answer transaction(Resource... resources) {
    return post(puts(List.of(resources)));
  }

  /** A transaction of PUTs. */
  public static Bundle puts(List<? extends Resource> resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (var resource : resources) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(path(resource));
    }
    return bundle;
  }

  /** Type and id. */
  public static String path(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  /** JSON of a resource. */
  public static String encode(Resource resource) {
    return FHIR.newJsonParser().encodeResourceToString(resource);
  }

  /** Sends anything; a path that is a whole URL is taken as it is. */
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    var bearer = token.get();
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/fhir+json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
