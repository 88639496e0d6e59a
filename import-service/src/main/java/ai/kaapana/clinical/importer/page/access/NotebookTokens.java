package ai.kaapana.clinical.importer.page.access;

import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.store.Sisters.Body;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The notebook tokens of the user who asks, as the FHIR store keeps them. */
@Component
class NotebookTokens {
  private static final String OPERATION = "$notebook-token";
  private static final String JSON = "application/json";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Set<Integer> NOT_OFFERED = Set.of(400, 404, 405, 501);
  private final Sisters sisters;

  NotebookTokens(Sisters sisters) {
    this.sisters = sisters;
  }

  /** A token as it is listed; the token itself is shown once, when it is issued. */
  record Token(String id, String label, String created, String expires, String lastUsed) {}

  /** A new token. */
  record Issued(String token, String label, String expires) {}

  /** The tokens, or empty if this store issues none. */
  Optional<List<Token>> list() {
    var answer = sisters.fhir("GET", OPERATION, null);
    if (NOT_OFFERED.contains(answer.status())) {
      return Optional.empty();
    }
    List<Token> tokens = new ArrayList<>();
    answer.orRefuse().path("tokens").forEach(token -> tokens.add(token(token)));
    return Optional.of(tokens);
  }

  Issued issue(int hours, String label) {
    var request = JsonNodeFactory.instance.objectNode().put("hours", hours).put("label", label);
    var token = sisters.fhir("POST", OPERATION, Body.json(request.toString(), JSON)).orRefuse();
    return new Issued(
        token.path("token").asText(), token.path("label").asText(), time(token, "expires"));
  }

  void revoke(String id) {
    if (!ID.matcher(id).matches()) {
      throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "id");
    }
    sisters.fhir("DELETE", OPERATION + "/" + id, null).orRefuse();
  }

  private static Token token(JsonNode token) {
    return new Token(
        token.path("id").asText(),
        token.path("label").asText(),
        time(token, "created"),
        time(token, "expires"),
        time(token, "lastUsed"));
  }

  // To the minute, in UTC as it is stored; the page says so.
  private static String time(JsonNode token, String member) {
    var text = token.path(member).isTextual() ? token.path(member).asText() : "";
    return text.replaceFirst("T(\\d\\d:\\d\\d).*", " $1");
  }
}
