package ai.kaapana.clinical.service.auth;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may call one family of routes.
 *
 * @param method the HTTP method, or null for all
 * @param pattern a path pattern without the ingress prefix, for example {@code /fhir/**}
 * @param allowed decides for a caller who is authenticated and belongs to the project
 */
public record RouteRule(@Nullable HttpMethod method, String pattern, Predicate<Caller> allowed) {

  /** Only people and workflows of the project. */
  public static RouteRule people(@Nullable HttpMethod method, String pattern) {
    return new RouteRule(method, pattern, caller -> caller.kind() == Caller.Kind.PERSON);
  }

  /** Only holders of the realm role {@code admin}. */
  public static RouteRule admins(@Nullable HttpMethod method, String pattern) {
    return new RouteRule(method, pattern, Caller::admin);
  }

  /** As {@link #peopleAnd}, and notebooks, which the service itself holds to what they may read. */
  public static RouteRule peopleNotebooksAnd(
      @Nullable HttpMethod method, String pattern, String... components) {
    Predicate<Caller> others = peopleAnd(method, pattern, components).allowed();
    return new RouteRule(
        method, pattern, caller -> caller.kind() == Caller.Kind.NOTEBOOK || others.test(caller));
  }

  /** People of the project, and the services with the given components. */
  public static RouteRule peopleAnd(
      @Nullable HttpMethod method, String pattern, String... components) {
    List<String> listed = Arrays.asList(components);
    return new RouteRule(
        method,
        pattern,
        caller -> caller.kind() == Caller.Kind.PERSON || listed.contains(caller.component()));
  }
}
