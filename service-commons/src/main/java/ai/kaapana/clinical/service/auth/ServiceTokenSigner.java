package ai.kaapana.clinical.service.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs the tokens with which this service calls its sisters: RS256, five minutes, for one receiver
 * and one acting user. Safe for use by several threads.
 */
public final class ServiceTokenSigner {

  /**
   * A token is used again until it has less than this left, so that it does not expire under way.
   */
  private static final Duration SPARE = Duration.ofMinutes(2);

  private static final int MAX_KEPT = 1_000;

  private record Purpose(String receiver, @Nullable String actingUser) {}

  private record Signed(String token, Instant expires) {}

  private final String component;
  private final String keyId;
  private final RSASSASigner signer;
  private final Clock clock;
  private final Map<Purpose, Signed> kept = new ConcurrentHashMap<>();

  private ServiceTokenSigner(String component, String keyId, RSAPrivateKey key, Clock clock) {
    this.component = component;
    this.keyId = keyId;
    this.signer = new RSASSASigner(key);
    this.clock = clock;
  }

  /**
   * A signer with the key and the certificate of a component.
   *
   * @throws ai.kaapana.clinical.service.config.ConfigurationException when a file cannot be read or
   *     is of another kind
   */
  public static ServiceTokenSigner of(String component, Path key, Path certificate, Clock clock) {
    return new ServiceTokenSigner(
        component,
        PemFiles.keyId(PemFiles.certificate("clinical.security.certificate", certificate)),
        PemFiles.privateKey("clinical.security.key", key),
        clock);
  }

  /**
   * A token for one receiver, valid for at least two more minutes.
   *
   * @param receiver the component called, for example {@code fhir-server}
   * @param actingUser the user for whom a job runs, for the receiver's audit; null = the service
   *     for itself
   */
  public String tokenFor(String receiver, @Nullable String actingUser) {
    Instant now = clock.instant();
    Purpose purpose = new Purpose(receiver, actingUser);
    Signed found = kept.get(purpose);
    if (found != null && found.expires().isAfter(now.plus(SPARE))) {
      return found.token();
    }
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    Signed signed = sign(purpose, now);
    kept.put(purpose, signed);
    return signed.token();
  }

  private Signed sign(Purpose purpose, Instant now) {
    String name = ServiceTokens.PREFIX + component;
    Instant expires = now.plus(ServiceTokens.LIFE);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(name)
            .subject(name)
            .audience(ServiceTokens.AUDIENCE_PREFIX + purpose.receiver())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .jwtID(UUID.randomUUID().toString());
    if (purpose.actingUser() != null) {
      claims.claim("act", purpose.actingUser());
    }
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId).build();
    SignedJWT jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing a service token failed", e);
    }
    return new Signed(jwt.serialize(), expires);
  }
}
