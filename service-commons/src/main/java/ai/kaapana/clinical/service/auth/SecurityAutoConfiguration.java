package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.service.config.ConfigurationException;
import ai.kaapana.clinical.service.config.HttpProperties;
import ai.kaapana.clinical.service.config.SecurityProperties;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Denies every route to everybody but the callers that tokens prove; only the health probes are
 * open.
 */
@AutoConfiguration(
    before =
        org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration.class,
    beforeName =
        "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration")
public class SecurityAutoConfiguration {

  private static final String PAGE_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors"
          + " 'self'";

  @Bean
  SecurityFilterChain callersOnly(
      HttpSecurity http,
      SecurityProperties settings,
      HttpProperties httpSettings,
      ServerProperties server,
      ProblemWriter problems,
      ObjectProvider<RouteRules> rules,
      ObjectProvider<IssuedTokens> issued,
      ObjectProvider<RefusedAtTheDoor> listeners,
      Clock clock)
      throws Exception {
    RequestAttributeSecurityContextRepository contexts =
        new RequestAttributeSecurityContextRepository();
    Refusals refusals = new Refusals(problems, listeners.orderedStream().toList());
    Filter filter =
        settings.insecureLoopback()
            ? loopback(server, problems, contexts)
            : new TokenFilter(
                verifier(settings, clock, issued.getIfAvailable()), refusals, contexts);
    plain(http, contexts);
    http.addFilterBefore(filter, AnonymousAuthenticationFilter.class);
    http.exceptionHandling(
        handling ->
            handling
                .authenticationEntryPoint(entryPoint(refusals))
                .accessDeniedHandler(denied(refusals)));
    List<RouteRule> all = rules.orderedStream().flatMap(bean -> bean.rules().stream()).toList();
    RouteDecision decision = new RouteDecision(all);
    http.authorizeHttpRequests(
        routes ->
            routes
                // decided already when the request itself came in
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/actuator/health", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/prometheus")
                .access(
                    (caller, context) ->
                        new AuthorizationDecision(
                            httpSettings.metricsOpen()
                                || fromThisMachine(context.getRequest())
                                || decision.check(caller, context).isGranted()))
                .anyRequest()
                .access(decision));
    return http.build();
  }

  @Bean
  @ConditionalOnProperty("clinical.security.key")
  ServiceTokenSigner serviceTokenSigner(SecurityProperties settings, Clock clock) {
    return ServiceTokenSigner.of(
        settings.component(), settings.key(), settings.certificate(), clock);
  }

  /**
   * No sessions, no cookies, no forms, no CORS; the headers that keep answers out of caches and
   * foreign frames.
   */
  private static void plain(HttpSecurity http, RequestAttributeSecurityContextRepository contexts)
      throws Exception {
    // no CSRF token: nothing here lives on a cookie, and TokenFilter refuses forwarded tokens
    // across sites
    http.csrf(AbstractHttpConfigurer::disable)
        .cors(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(context -> context.securityContextRepository(contexts))
        .headers(
            headers ->
                headers
                    .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                    .contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
  }

  private static TokenVerifier verifier(
      SecurityProperties settings, Clock clock, @Nullable IssuedTokens issued) {
    PersonTokens people = new PersonTokens(settings, IssuerKeys.from(settings.jwks()), clock);
    Map<String, TrustedService> byKeyId = new HashMap<>();
    for (Map.Entry<String, Path> entry : settings.trusted().entrySet()) {
      X509Certificate certificate =
          PemFiles.certificate("clinical.security.trusted." + entry.getKey(), entry.getValue());
      TrustedService service =
          new TrustedService(entry.getKey(), (RSAPublicKey) certificate.getPublicKey());
      if (byKeyId.put(PemFiles.keyId(certificate), service) != null) {
        throw new ConfigurationException(
            "clinical.security.trusted",
            "names one certificate for two components",
            "Give each component a key pair of its own.");
      }
    }
    return new TokenVerifier(
        people, new ServiceTokens(settings.component(), byKeyId, clock), issued);
  }

  private static Filter loopback(
      ServerProperties server,
      ProblemWriter problems,
      RequestAttributeSecurityContextRepository contexts) {
    InetAddress address = server.getAddress();
    if (address == null || !address.isLoopbackAddress()) {
      throw new ConfigurationException(
          "clinical.security.insecure-loopback",
          "is on, but the service would listen on more than a loopback address",
          "Set server.address=127.0.0.1, or configure clinical.security.issuer, jwks and project.");
    }
    return new LoopbackFilter(problems, contexts);
  }

  private static AuthenticationEntryPoint entryPoint(Refusals refusals) {
    return (request, response, exception) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      refusals.refuse(request, response, CommonCode.AUTH_REQUIRED, HttpStatus.UNAUTHORIZED);
    };
  }

  private static AccessDeniedHandler denied(Refusals refusals) {
    return (request, response, exception) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
      refusals.refuse(request, response, CommonCode.AUTH_FORBIDDEN, HttpStatus.FORBIDDEN);
    };
  }

  /**
   * A connection from this machine that no proxy passed on; the remote address is that of the
   * connection itself.
   */
  private static boolean fromThisMachine(HttpServletRequest request) {
    if (request.getHeader("X-Forwarded-For") != null
        || request.getHeader("X-Forwarded-Host") != null
        || request.getHeader("Forwarded") != null) {
      return false;
    }
    try {
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
