package ai.kaapana.clinical.service.auth;

import java.util.List;

/**
 * The rules of a service's own routes; a bean of the service. The first rule that matches a request
 * decides it.
 *
 * <p>Where none matches: people of the project may read and write, services that are trusted by
 * certificate may read ({@code GET}, {@code HEAD}), and nobody else anything. So a service that
 * lets another one write must list it here.
 */
@FunctionalInterface
public interface RouteRules {

  /** The rules in the order in which they are asked. */
  List<RouteRule> rules();
}
