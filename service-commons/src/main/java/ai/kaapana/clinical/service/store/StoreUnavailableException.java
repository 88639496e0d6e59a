package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.service.problem.DependencyDownException;
import org.jspecify.annotations.Nullable;

/**
 * fhir-server did not answer in time, or not as a FHIR server does; trying again later is right.
 */
public final class StoreUnavailableException extends DependencyDownException {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(String reason, @Nullable Throwable cause) {
    super("fhir-server: " + reason, cause);
  }
}
