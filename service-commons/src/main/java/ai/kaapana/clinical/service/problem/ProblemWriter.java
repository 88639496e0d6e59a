package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Writes a problem outside of a controller: from filters, for refused tokens, for errors of the
 * container. A service whose protocol knows another form (FHIR's OperationOutcome) declares a bean
 * of its own.
 */
@FunctionalInterface
public interface ProblemWriter {

  /** Writes status and body; headers such as {@code WWW-Authenticate} are set already. */
  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      IssueCode code,
      HttpStatus status,
      @Nullable String detail)
      throws IOException;
}
