package ai.kaapana.clinical.pacs;

import java.util.Set;

/**
 * An account of the platform as the filter's double knows it.
 *
 * @param name user name, or client id of a service account
 * @param secret password, or client secret
 * @param admin whether it has the realm role {@code admin}: nothing is filtered
 * @param projects ids of its projects
 */
public record FilterAccount(String name, String secret, boolean admin, Set<String> projects) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "FilterAccount[admin=" + admin + ", projects=" + projects.size() + "]";
  }
}
