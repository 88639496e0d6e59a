package ai.kaapana.clinical.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer of a service.
 *
 * @param status HTTP status
 * @param headers its headers
 * @param body its text
 */
public record Answer(int status, HttpHeaders headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether it is one of success. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** A header, if it is there. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The body as JSON; a missing node if it is none. */
  public JsonNode json() {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** What went wrong, in the service's own words: problem details or OperationOutcome. */
  public String reason() {
    var json = json();
    var issue = json.path("issue").path(0);
    var texts =
        new String[] {
          json.path("code").asText(""),
          json.path("detail").asText(json.path("title").asText("")),
          issue.path("details").path("coding").path(0).path("code").asText(""),
          issue.path("diagnostics").asText(issue.path("details").path("text").asText(""))
        };
    var reason = String.join(" ", texts).replaceAll("\\s+", " ").strip();
    return "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason);
  }
}
