package ai.kaapana.clinical.service.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Decides one request: the project first, then the service's own rules, then the default of {@link
 * RouteRules}.
 */
final class RouteDecision implements AuthorizationManager<RequestAuthorizationContext> {

  private record Matched(RequestMatcher matcher, Predicate<Caller> allowed) {}

  private final List<Matched> rules;

  RouteDecision(List<RouteRule> rules) {
    this.rules = rules.stream().map(RouteDecision::matched).toList();
  }

  private static Matched matched(RouteRule rule) {
    PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
    RequestMatcher matcher =
        rule.method() == null
            ? builder.matcher(rule.pattern())
            : builder.matcher(rule.method(), rule.pattern());
    return new Matched(matcher, rule.allowed());
  }

  @Override
  @SuppressWarnings("deprecation") // the only abstract method of the interface in this version
  public AuthorizationDecision check(
      Supplier<Authentication> authentication, RequestAuthorizationContext context) {
    boolean granted =
        authentication.get() instanceof CallerAuthentication caller
            && caller.member()
            && allowed(caller.getPrincipal(), context.getRequest());
    return new AuthorizationDecision(granted);
  }

  private boolean allowed(Caller caller, HttpServletRequest request) {
    for (Matched rule : rules) {
      if (rule.matcher().matches(request)) {
        return rule.allowed().test(caller);
      }
    }
    return switch (caller.kind()) {
      case PERSON -> true;
      case SERVICE -> reads(request);
      case NOTEBOOK -> false;
    };
  }

  private static boolean reads(HttpServletRequest request) {
    String method = request.getMethod();
    return HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method);
  }
}
