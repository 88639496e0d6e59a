package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** Reads from the store; a search is complete or fails. */
final class StoreReader {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int IDS_PER_SEARCH = 200;
  private static final int PAGE = 500;

  private final FhirHttp http;
  private final FhirHttp.TokenSource token;

  StoreReader(FhirHttp http, FhirHttp.TokenSource token) {
    this.http = http;
    this.token = token;
  }

  <T extends Resource> Optional<T> read(Class<T> type, String id) {
    return single(type, "/" + type.getSimpleName() + "/" + id);
  }

  /** A former version; empty if the store has dropped it. */
  <T extends Resource> Optional<T> readVersion(Class<T> type, String id, String version) {
    return single(type, "/" + type.getSimpleName() + "/" + id + "/_history/" + version);
  }

  private <T extends Resource> Optional<T> single(Class<T> type, String path) {
    var answer = http.get(path, token);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    return Optional.of(parse(type, answer));
  }

  <T extends Resource> Map<String, T> readAll(Class<T> type, Collection<String> ids) {
    var result = new HashMap<String, T>();
    var all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += IDS_PER_SEARCH) {
      var part = all.subList(from, Math.min(all.size(), from + IDS_PER_SEARCH));
      for (var found : search(type, Map.of("_id", String.join(",", part)))) {
        result.put(found.getIdElement().getIdPart(), found);
      }
    }
    return result;
  }

  <T extends Resource> List<T> search(Class<T> type, Map<String, String> parameters) {
    var asked = new LinkedHashMap<>(parameters);
    asked.putIfAbsent("_count", String.valueOf(PAGE));
    asked.putIfAbsent("_total", "none");
    var result = new ArrayList<T>();
    var answer = http.search(FHIR.getResourceType(type), form(asked), token);
    while (true) {
      var page = parse(Bundle.class, answer);
      page.getEntry().stream()
          .map(Bundle.BundleEntryComponent::getResource)
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(result::add);
      var next = page.getLink(Bundle.LINK_NEXT);
      if (next == null) {
        return result;
      }
      answer = http.get("?" + query(next.getUrl()), token);
    }
  }

  long count(Class<? extends Resource> type, Map<String, String> parameters) {
    var asked = new LinkedHashMap<>(parameters);
    asked.put("_summary", "count");
    return parse(Bundle.class, http.search(FHIR.getResourceType(type), form(asked), token))
        .getTotal();
  }

  /** The page link names the server as others see it; only its query leads on from here. */
  private static String query(String url) {
    var mark = url.indexOf('?');
    if (mark < 0) {
      throw new StoreUnavailableException("a page link without a query", null);
    }
    return url.substring(mark + 1);
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static <T extends Resource> T parse(Class<T> type, FhirHttp.Answer answer) {
    if (!answer.isSuccess()) {
      throw new RejectedException(refusal(answer));
    }
    try {
      return FHIR.newJsonParser().parseResource(type, answer.body());
    } catch (DataFormatException e) {
      throw new StoreUnavailableException("an answer that breaks off or is no FHIR", e);
    }
  }

  /** The stable code of an OperationOutcome; its free text may quote input and is left out. */
  static UnitResult.Refusal refusal(FhirHttp.Answer answer) {
    String code = "store/rejected";
    try {
      var outcome = FHIR.newJsonParser().parseResource(OperationOutcome.class, answer.body());
      code =
          outcome.getIssue().stream()
              .flatMap(issue -> issue.getDetails().getCoding().stream())
              .filter(c -> CodeSystems.ERROR.equals(c.getSystem()))
              .map(c -> c.getCode())
              .findFirst()
              .orElse(code);
    } catch (DataFormatException e) {
      // the status alone has to do
    }
    return new UnitResult.Refusal(answer.status(), code);
  }
}
