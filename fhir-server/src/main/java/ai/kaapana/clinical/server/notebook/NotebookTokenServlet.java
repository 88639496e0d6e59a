package ai.kaapana.clinical.server.notebook;

import ai.kaapana.clinical.server.audit.DirectAudit;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.OutcomeAnswer;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code $notebook-token}: a person makes, lists and revokes the tokens of his notebooks.
 *
 * <p>A servlet of its own, since HAPI's operations know no DELETE below their name. A change and
 * its line in the audit are kept or lost together.
 */
final class NotebookTokenServlet extends HttpServlet {

  /** Name of the operation, in the path and in the audit. */
  static final String NAME = "$notebook-token";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(NotebookTokenServlet.class);
  private static final int LARGEST_BODY = 4_096;
  private static final int MOST_LIVE = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient NotebookTokens tokens;
  private final transient DirectAudit audit;
  private final transient OutcomeAnswer outcomes;
  private final transient TransactionTemplate transaction;

  NotebookTokenServlet(
      NotebookTokens tokens,
      DirectAudit audit,
      OutcomeAnswer outcomes,
      TransactionTemplate transaction) {
    this.tokens = tokens;
    this.audit = audit;
    this.outcomes = outcomes;
    this.transaction = transaction;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      answer(request, response, person());
    } catch (Refusal refusal) {
      outcomes.write(response, refusal);
    } catch (DataAccessException | TransactionException e) {
      LOG.atWarn().addKeyValue("event", "notebook_tokens_unavailable").log("no database", e);
      outcomes.write(response, new Refusal(503, FhirServerCode.UNAVAILABLE));
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Caller person)
      throws IOException {
    var id = request.getPathInfo() == null ? "" : request.getPathInfo().replaceFirst("^/", "");
    switch (request.getMethod()) {
      case "POST" -> {
        requireNoId(id);
        write(response, HttpServletResponse.SC_CREATED, issue(request, person));
      }
      case "GET" -> {
        requireNoId(id);
        write(response, HttpServletResponse.SC_OK, list(request, person));
      }
      case "DELETE" -> {
        revoke(request, person, id);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> throw new Refusal(405, FhirServerCode.OPERATION_UNKNOWN);
    }
  }

  /** Also where a rule of routes should ever let others through. */
  private static Caller person() {
    return Callers.find()
        .filter(caller -> caller.kind() == Caller.Kind.PERSON)
        .orElseThrow(() -> new Refusal(403, FhirServerCode.ACCESS_OPERATION));
  }

  private ObjectNode issue(HttpServletRequest request, Caller person) throws IOException {
    var wanted = TokenRequest.read(body(request));
    var issued =
        inTransaction(
            () -> {
              if (tokens.of(person.name()).size() >= MOST_LIVE) {
                throw new Refusal(409, FhirServerCode.ACCESS_TOKENS);
              }
              var made = tokens.issue(person.name(), wanted.label(), wanted.life());
              audit.add(request, person, "C", NAME);
              return made;
            });
    var token = issued.token();
    return JSON.createObjectNode()
        .put("id", token.id().toString())
        .put("token", issued.text())
        .put("user", token.person())
        .put("label", token.label())
        .put("created", token.created().toString())
        .put("expires", token.expires().toString());
  }

  private ObjectNode list(HttpServletRequest request, Caller person) {
    audit.add(request, person, "R", NAME);
    var answer = JSON.createObjectNode();
    var all = answer.putArray("tokens");
    for (var token : tokens.of(person.name())) {
      all.addObject()
          .put("id", token.id().toString())
          .put("label", token.label())
          .put("created", token.created().toString())
          .put("expires", token.expires().toString())
          .put("lastUsed", token.lastUsed() == null ? null : token.lastUsed().toString());
    }
    return answer;
  }

  private void revoke(HttpServletRequest request, Caller person, String id) {
    var token = uuid(id);
    inTransaction(
        () -> {
          if (token == null || !tokens.revoke(token, person.name())) {
            throw new Refusal(404, FhirServerCode.READ_UNKNOWN);
          }
          audit.add(request, person, "D", NAME);
          return token;
        });
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  private static void requireNoId(String id) {
    if (!id.isEmpty()) {
      throw new Refusal(404, FhirServerCode.READ_UNKNOWN);
    }
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String body(HttpServletRequest request) throws IOException {
    var bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refusal(413, FhirServerCode.TOO_LARGE);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void write(HttpServletResponse response, int status, JsonNode body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(JSON.writeValueAsBytes(body));
  }
}
