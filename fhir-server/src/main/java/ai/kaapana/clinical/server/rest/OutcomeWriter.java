package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Errors from before HAPI's servlet (tokens, media types, sizes) in FHIR's own form. */
@Component
final class OutcomeWriter implements ProblemWriter {

  private final OutcomeAnswer answer;

  OutcomeWriter(OutcomeAnswer answer) {
    this.answer = answer;
  }

  @Override
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      IssueCode code,
      HttpStatus status,
      @Nullable String detail)
      throws IOException {
    answer.write(response, new Refusal(status.value(), code, detail, List.of()));
  }
}
