package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a form through only if the browser says that this page sent it.
 *
 * <p><b>Why:</b> the platform's proxy turns a cookie into a token, and a browser sends cookies also
 * with the form of another site. Every browser states where a changing request comes from in {@code
 * Sec-Fetch-Site} or {@code Origin}; one that states neither is refused, unlike on the REST routes,
 * whose callers are programs.
 */
final class SameOrigin implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean changes = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    if (changes
        && handler instanceof HandlerMethod method
        && method.getBeanType().isAnnotationPresent(PageController.class)
        && !own(request)) {
      throw new ProblemException(CommonCode.AUTH_CROSS_SITE, HttpStatus.FORBIDDEN);
    }
    return true;
  }

  private static boolean own(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    return site == null
        ? sameHost(request, request.getHeader("Origin"))
        : site.equals("same-origin");
  }

  private static boolean sameHost(HttpServletRequest request, @Nullable String origin) {
    if (origin == null) {
      return false;
    }
    try {
      var uri = URI.create(origin);
      int port = uri.getPort() < 0 ? ("https".equals(uri.getScheme()) ? 443 : 80) : uri.getPort();
      return request.getServerName().equalsIgnoreCase(uri.getHost())
          && request.getServerPort() == port;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
