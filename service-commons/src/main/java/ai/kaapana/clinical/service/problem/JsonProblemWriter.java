package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.http.RequestId;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Writes problem details. */
public final class JsonProblemWriter implements ProblemWriter {

  private final ObjectMapper json;

  /** Writes with this mapper. */
  public JsonProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      IssueCode code,
      HttpStatus status,
      @Nullable String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(Problem.MEDIA_TYPE.toString());
    byte[] body = json.writeValueAsBytes(Problem.of(code, status, detail, RequestId.of(request)));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
