package ai.kaapana.clinical.service.auth;

import java.util.Optional;

/**
 * Opaque tokens that a service issued itself; a bean of that service makes it accept them. Without
 * such a bean only signed tokens open a door.
 */
public interface IssuedTokens {

  /** Whether a text has the form of these tokens; decides without reading anything. */
  boolean recognises(String token);

  /**
   * The caller of a live token, or empty if it is unknown, expired, revoked or of another project.
   *
   * @throws ai.kaapana.clinical.service.problem.DependencyDownException when that cannot be found
   *     out now
   */
  Optional<Caller> find(String token);
}
