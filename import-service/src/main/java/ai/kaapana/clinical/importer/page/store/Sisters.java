package ai.kaapana.clinical.importer.page.store;

import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls the sister services within a request of the page, as the user who sent it: the token goes
 * along and is kept nowhere. So a sister decides for itself what this user may see.
 */
public final class Sisters {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String STORE = "the FHIR store";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI fhir;
  private final @Nullable URI linker;
  private final @Nullable URI radiomics;

  /** Knows where the sisters are. */
  public Sisters(FhirProperties fhir, SisterProperties sisters) {
    this.fhir = fhir.baseUrl();
    this.linker = sisters.linker().baseUrl();
    this.radiomics = sisters.radiomics().baseUrl();
  }

  /** Asks the FHIR store; {@code path} is relative to its base. */
  public SisterAnswer fhir(String method, String path, @Nullable Body body) {
    return SisterAnswer.read(stream(STORE, URI.create(fhir + "/" + path), method, body));
  }

  /**
   * All that a search in the FHIR store finds, page by page. By POST: ids are derived from
   * PatientIDs and belong in no address and no access log.
   */
  public List<JsonNode> search(String type, String parameters) {
    List<JsonNode> found = new ArrayList<>();
    var page = fhir("POST", type + "/_search", Body.form(parameters)).orRefuse();
    for (var next = take(page, found); next.isPresent(); next = take(page, found)) {
      page = fhir("GET", "?" + next.get(), null).orRefuse();
    }
    return found;
  }

  /** Takes a page; the query of the next one, which names a stored result and no patient. */
  private static Optional<String> take(JsonNode page, List<JsonNode> found) {
    page.path("entry").forEach(entry -> found.add(entry.path("resource")));
    for (var link : page.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return Optional.ofNullable(URI.create(link.path("url").asText()).getRawQuery());
      }
    }
    return Optional.empty();
  }

  /** Asks the FHIR store for something too large to hold; the caller closes the stream. */
  public HttpResponse<InputStream> fhirStream(String path, Body body) {
    return stream(STORE, URI.create(fhir + "/" + path), "POST", body);
  }

  /** Asks the dicom-linker; empty if it is not configured or does not answer. */
  public Optional<SisterAnswer> linker(String path) {
    return optional("the dicom-linker", linker, "/linker/api/v1" + path);
  }

  /** Asks the radiomics-adapter; empty if it is not configured or does not answer. */
  public Optional<SisterAnswer> radiomics(String path) {
    return optional("the radiomics-adapter", radiomics, "/radiomics/api/v1" + path);
  }

  /**
   * A body to send.
   *
   * @param accept what is wanted back
   */
  public record Body(String type, String text, String accept) {
    /** A JSON body. */
    public static Body json(String text, String accept) {
      return new Body("application/json", text, accept);
    }

    /** A form, for a search whose values belong in no address. */
    public static Body form(String text) {
      return new Body("application/x-www-form-urlencoded", text, "application/fhir+json");
    }
  }

  private Optional<SisterAnswer> optional(String name, @Nullable URI base, String path) {
    if (base == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SisterAnswer.read(stream(name, URI.create(base + path), "GET", null)))
          .filter(answer -> answer.status() == 200);
    } catch (DependencyDownException e) {
      // The page is about the store first; a feeder that is down hides nothing but its own list.
      return Optional.empty();
    }
  }

  private HttpResponse<InputStream> stream(
      String name, URI address, String method, @Nullable Body body) {
    var request = HttpRequest.newBuilder(address).timeout(LONGEST).method(method, publisher(body));
    Callers.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    request.header("Accept", body == null ? "application/json" : body.accept());
    if (body != null) {
      request.header("Content-Type", body.type());
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() >= 500) {
        answer.body().close();
        throw new DependencyDownException(name, null);
      }
      return answer;
    } catch (IOException e) {
      throw new DependencyDownException(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyDownException(name, e);
    }
  }

  private static BodyPublisher publisher(@Nullable Body body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.text());
  }
}
