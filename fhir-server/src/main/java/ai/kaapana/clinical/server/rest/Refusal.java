package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an OperationOutcome and a stable code.
 *
 * <p>The message is the code's own text, so it can be logged.
 */
public final class Refusal extends BaseServerResponseException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal without a place.
   *
   * @param status HTTP status
   */
  public Refusal(int status, IssueCode code) {
    this(status, code, null, List.of());
  }

  /**
   * A refusal that names a place.
   *
   * @param status HTTP status
   * @param diagnostics an addition to the code's text, without any value of a patient
   * @param expressions FHIRPath of the elements concerned
   */
  public Refusal(
      int status, IssueCode code, @Nullable String diagnostics, List<String> expressions) {
    super(status, code.code(), Outcomes.of(code, diagnostics, expressions));
  }
}
