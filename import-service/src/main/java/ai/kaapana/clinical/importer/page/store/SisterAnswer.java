package ai.kaapana.clinical.importer.page.store;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.springframework.http.HttpStatus;

/**
 * What a sister answered.
 *
 * @param body the JSON of the answer; missing if it has none
 */
public record SisterAnswer(int status, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static SisterAnswer read(HttpResponse<InputStream> answer) {
    try (var stream = answer.body()) {
      var body = JSON.readTree(stream);
      return new SisterAnswer(answer.statusCode(), body);
    } catch (IOException e) {
      throw new DependencyDownException("the FHIR store", e);
    }
  }

  /**
   * The body of an answer that must be a good one.
   *
   * @throws ProblemException with the sister's own status where she refused
   */
  public JsonNode orRefuse() {
    if (status / 100 == 2) {
      return body;
    }
    var code =
        switch (status) {
          case 401 -> CommonCode.AUTH_REFUSED;
          case 403 -> CommonCode.AUTH_FORBIDDEN;
          default -> CommonCode.REQUEST_INVALID;
        };
    var said = body.path("issue").path(0).path("details").path("text").asText("");
    throw new ProblemException(code, HttpStatus.valueOf(status), said);
  }
}
