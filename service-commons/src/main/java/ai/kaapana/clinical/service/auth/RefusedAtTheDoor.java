package ai.kaapana.clinical.service.auth;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Hears of each request that is refused before the service itself sees it; a bean of a service that
 * keeps a record of them.
 */
@FunctionalInterface
public interface RefusedAtTheDoor {

  /**
   * Takes note; whatever goes wrong in it, the refusal stands.
   *
   * @param request the request; its path and headers may hold anything
   * @param caller who the token proves the caller to be, or null without a valid token
   * @param status 401 or 403
   */
  void refused(HttpServletRequest request, @Nullable Caller caller, HttpStatus status);
}
