package ai.kaapana.clinical.service.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that our services sign themselves, checked against the certificates that this service was
 * given.
 *
 * <p>Only the key of a certificate counts, not its names or dates. The key id chooses the
 * certificate and with it the one component that the token may speak for, so that a trusted service
 * cannot speak for another one.
 */
final class ServiceTokens {

  static final String PREFIX = "service:";
  static final String AUDIENCE_PREFIX = "clinical:";
  static final Duration LIFE = Duration.ofMinutes(5);

  private final String audience;
  private final Map<String, TrustedService> byKeyId;
  private final Clock clock;

  ServiceTokens(String component, Map<String, TrustedService> byKeyId, Clock clock) {
    this.audience = AUDIENCE_PREFIX + component;
    this.byKeyId = Map.copyOf(byKeyId);
    this.clock = clock;
  }

  CallerAuthentication verify(SignedJWT jwt, String token) throws TokenRefusedException {
    String keyId = jwt.getHeader().getKeyID();
    TrustedService service = keyId == null ? null : byKeyId.get(keyId);
    if (service == null) {
      throw new TokenRefusedException("unknown service key");
    }
    checkSignature(jwt, service);
    JWTClaimsSet claims = claims(jwt);
    String name = PREFIX + service.component();
    if (!name.equals(claims.getIssuer()) || !name.equals(claims.getSubject())) {
      throw new TokenRefusedException("iss or sub is not the service of the key");
    }
    if (!claims.getAudience().equals(List.of(audience))) {
      throw new TokenRefusedException("other audience");
    }
    checkLife(claims);
    Caller caller = Caller.service(service.component(), actingUser(claims));
    return new CallerAuthentication(caller, true, token);
  }

  private static void checkSignature(SignedJWT jwt, TrustedService service)
      throws TokenRefusedException {
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      throw new TokenRefusedException("algorithm not accepted");
    }
    try {
      if (!jwt.verify(new RSASSAVerifier(service.key()))) {
        throw new TokenRefusedException("signature not accepted");
      }
    } catch (JOSEException e) {
      throw new TokenRefusedException("malformed");
    }
  }

  private static JWTClaimsSet claims(SignedJWT jwt) throws TokenRefusedException {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new TokenRefusedException("malformed");
    }
  }

  private void checkLife(JWTClaimsSet claims) throws TokenRefusedException {
    TokenTimes.check(claims, clock.instant());
    Instant issued = TokenTimes.instant(claims.getIssueTime());
    Instant expires = TokenTimes.instant(claims.getExpirationTime());
    if (issued == null || expires == null || expires.isAfter(issued.plus(LIFE))) {
      throw new TokenRefusedException("lives longer than five minutes");
    }
  }

  private static @Nullable String actingUser(JWTClaimsSet claims) throws TokenRefusedException {
    Object act = claims.getClaim("act");
    if (act == null) {
      return null;
    }
    if (act instanceof String user && !user.isBlank() && user.length() <= 255) {
      return user;
    }
    throw new TokenRefusedException("act is not a name");
  }
}
