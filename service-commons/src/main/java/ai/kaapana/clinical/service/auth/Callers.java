package ai.kaapana.clinical.service.auth;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller of the request that the current thread answers. */
public final class Callers {

  private Callers() {}

  /**
   * The caller of the current request.
   *
   * @throws IllegalStateException outside of a request
   */
  public static Caller current() {
    return find().orElseThrow(() -> new IllegalStateException("no request is being answered"));
  }

  /** The caller of the current request, or empty outside of one (in a job). */
  public static Optional<Caller> find() {
    return authentication().map(CallerAuthentication::getPrincipal);
  }

  /**
   * The caller's own token, for a call to a sister service within the same request; never to be
   * stored.
   */
  public static Optional<String> token() {
    return authentication().flatMap(CallerAuthentication::token);
  }

  private static Optional<CallerAuthentication> authentication() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication found
        ? Optional.of(found)
        : Optional.empty();
  }
}
