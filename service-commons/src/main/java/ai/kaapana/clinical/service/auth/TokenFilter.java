package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the token of a request and makes its caller known.
 *
 * <p>{@code Authorization} counts first; without it, the access token that the platform's proxy
 * forwards. The forwarded one comes from a cookie, which a browser also sends for a page of another
 * site: such a request may not change anything. Two {@code Authorization} headers are refused,
 * because two readers could believe two different ones.
 */
final class TokenFilter extends OncePerRequestFilter {

  static final String FORWARDED = "X-Forwarded-Access-Token";

  private static final Logger log = LoggerFactory.getLogger(TokenFilter.class);
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

  private final TokenVerifier verifier;
  private final Refusals refusals;
  private final RequestAttributeSecurityContextRepository contexts;

  TokenFilter(
      TokenVerifier verifier,
      Refusals refusals,
      RequestAttributeSecurityContextRepository contexts) {
    this.verifier = verifier;
    this.refusals = refusals;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> authorization = headers(request, HttpHeaders.AUTHORIZATION);
    List<String> forwarded = headers(request, FORWARDED);
    if (authorization.size() > 1 || forwarded.size() > 1) {
      refuse(request, response, CommonCode.REQUEST_AMBIGUOUS_AUTHORIZATION, HttpStatus.BAD_REQUEST);
    } else if (!authorization.isEmpty()) {
      Matcher bearer = BEARER.matcher(authorization.get(0));
      admit(bearer.matches() ? bearer.group(1) : "", request, response, chain);
    } else if (forwarded.isEmpty()) {
      chain.doFilter(request, response);
    } else if (CrossSite.suspected(request)) {
      refuse(request, response, CommonCode.AUTH_CROSS_SITE, HttpStatus.FORBIDDEN);
    } else {
      admit(forwarded.get(0), request, response, chain);
    }
  }

  private void admit(
      String token, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CallerAuthentication caller = authenticate(token, request, response);
    if (caller != null) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(caller);
      SecurityContextHolder.setContext(context);
      // kept for the asynchronous part of the same request, which this filter does not see again
      contexts.saveContext(context, request, response);
      chain.doFilter(request, response);
    }
  }

  private @Nullable CallerAuthentication authenticate(
      String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      return verifier.verify(token);
    } catch (TokenRefusedException e) {
      log.atInfo()
          .addKeyValue("event", "token_refused")
          .addKeyValue("reason", e.getMessage())
          .log("token refused");
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      refuse(request, response, CommonCode.AUTH_REFUSED, HttpStatus.UNAUTHORIZED);
    } catch (KeysUnavailableException e) {
      log.atWarn()
          .addKeyValue("event", "issuer_keys_unavailable")
          .log("issuer keys unavailable", e);
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      refuse(request, response, CommonCode.AUTH_KEYS_UNAVAILABLE, HttpStatus.SERVICE_UNAVAILABLE);
    } catch (DependencyDownException e) {
      log.atWarn().addKeyValue("event", "issued_tokens_unavailable").log("tokens unavailable", e);
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      refuse(request, response, CommonCode.DEPENDENCY_DOWN, HttpStatus.SERVICE_UNAVAILABLE);
    }
    return null;
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, IssueCode code, HttpStatus status)
      throws IOException {
    refusals.refuse(request, response, code, status);
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
