package ai.kaapana.clinical.server.rest;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** A refusal as an answer, for what is answered before HAPI or beside it. */
@Component
public class OutcomeAnswer {

  private final FhirContext context;

  OutcomeAnswer(FhirContext context) {
    this.context = context;
  }

  /** Writes status and OperationOutcome. */
  public void write(HttpServletResponse response, Refusal refusal) throws IOException {
    var body =
        context
            .newJsonParser()
            .encodeResourceToString(refusal.getOperationOutcome())
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(refusal.getStatusCode());
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
