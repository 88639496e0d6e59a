package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.service.config.SecurityProperties;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of the platform's issuer.
 *
 * <p>Attacks met here: {@code alg=none} and HMAC with the public key as secret (only RS256 and
 * ES256 are accepted, so a public key is never a secret); {@code jku}, {@code x5u}, {@code jwk} in
 * the header (never read, keys come from the configured place alone); an ID or refresh token in
 * place of an access token (claim {@code typ}); a token for another application of the same issuer
 * (audience, authorized party).
 */
final class PersonTokens {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final SecurityProperties settings;
  private final IssuerKeys keys;
  private final ExpectedIssuer issuer;
  private final DefaultJWTProcessor<SecurityContext> processor;
  private final Clock clock;

  PersonTokens(SecurityProperties settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.issuer = ExpectedIssuer.of(settings, clock);
    this.processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.source()));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    // the claims are checked below, with our clock and all of them in one place
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
  }

  CallerAuthentication verify(SignedJWT jwt, String token)
      throws TokenRefusedException, KeysUnavailableException {
    JWTClaimsSet claims = proven(jwt);
    if (!issuer.name().equals(claims.getIssuer())) {
      throw new TokenRefusedException("other issuer");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      throw new TokenRefusedException("other audience");
    }
    TokenTimes.check(claims, clock.instant());
    checkIsAccessToken(jwt, claims);
    checkAuthorizedParty(claims);
    boolean admin = roles(claims).contains("admin");
    boolean member = admin || projects(claims).contains(settings.project());
    return new CallerAuthentication(Caller.person(name(claims), admin), member, token);
  }

  private JWTClaimsSet proven(SignedJWT jwt)
      throws TokenRefusedException, KeysUnavailableException {
    try {
      return processor.process(jwt, null);
    } catch (BadJOSEException e) {
      throw new TokenRefusedException("signature, algorithm or type not accepted");
    } catch (RateLimitReachedException e) {
      // asked for an unknown key too often: the token's fault, unless no key was ever read
      if (keys.known()) {
        throw new TokenRefusedException("unknown key");
      }
      throw new KeysUnavailableException(e);
    } catch (KeySourceException e) {
      throw new KeysUnavailableException(e);
    } catch (JOSEException e) {
      throw new TokenRefusedException("malformed");
    }
  }

  private static void checkIsAccessToken(SignedJWT jwt, JWTClaimsSet claims)
      throws TokenRefusedException {
    boolean byHeader = ACCESS_TOKEN.equals(jwt.getHeader().getType());
    Object type = claims.getClaim("typ");
    if (!"Bearer".equals(type) && !(byHeader && type == null)) {
      throw new TokenRefusedException("not an access token");
    }
  }

  private void checkAuthorizedParty(JWTClaimsSet claims) throws TokenRefusedException {
    Object party = claims.getClaim("azp");
    boolean sane = party == null || (party instanceof String text && !text.isBlank());
    List<String> accepted = settings.authorizedParties();
    if (!sane || (!accepted.isEmpty() && (party == null || !accepted.contains(party.toString())))) {
      throw new TokenRefusedException("other authorized party");
    }
  }

  private static String name(JWTClaimsSet claims) throws TokenRefusedException {
    boolean usable =
        claims.getClaim("preferred_username") instanceof String text
            && !text.isBlank()
            && text.length() <= 255
            && text.chars().noneMatch(Character::isISOControl)
            // the names of services are theirs alone, also in the audit
            && !text.startsWith(ServiceTokens.PREFIX);
    if (!usable) {
      throw new TokenRefusedException("preferred_username is missing or not a name");
    }
    return (String) claims.getClaim("preferred_username");
  }

  private static List<?> roles(JWTClaimsSet claims) {
    return claims.getClaim("realm_access") instanceof Map<?, ?> access
        ? list(access.get("roles"))
        : List.of();
  }

  private static List<String> projects(JWTClaimsSet claims) {
    return list(claims.getClaim("projects")).stream()
        .filter(Map.class::isInstance)
        .map(project -> ((Map<?, ?>) project).get("id"))
        .filter(id -> id instanceof String || id instanceof Number)
        .map(Object::toString)
        .toList();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
