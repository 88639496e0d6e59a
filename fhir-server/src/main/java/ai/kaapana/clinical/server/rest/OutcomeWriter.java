package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Errors from before HAPI's servlet (tokens, media types, sizes) in FHIR's own form. */
@Component
final class OutcomeWriter implements ProblemWriter {

  private final FhirContext context;

  OutcomeWriter(FhirContext context) {
    this.context = context;
  }

  @Override
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      IssueCode code,
      HttpStatus status,
      @Nullable String detail)
      throws IOException {
    var body =
        context
            .newJsonParser()
            .encodeResourceToString(Outcomes.of(code, detail, List.of()))
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status.value());
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
