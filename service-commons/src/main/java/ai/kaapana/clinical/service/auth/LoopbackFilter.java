package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes everybody for one fixed caller; only ever used by a service that listens on a loopback
 * address alone.
 */
final class LoopbackFilter extends OncePerRequestFilter {

  private static final Caller CALLER = Caller.person("loopback", true);

  private final ProblemWriter problems;
  private final RequestAttributeSecurityContextRepository contexts;

  LoopbackFilter(ProblemWriter problems, RequestAttributeSecurityContextRepository contexts) {
    this.problems = problems;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (CrossSite.suspected(request)) {
      // any page in a browser on this machine can send requests to a loopback address
      problems.write(request, response, CommonCode.AUTH_CROSS_SITE, HttpStatus.FORBIDDEN, null);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new CallerAuthentication(CALLER, true, null));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    chain.doFilter(request, response);
  }
}
