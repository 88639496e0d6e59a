package ai.kaapana.clinical.service.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the two kinds of signed tokens, and those a service issued itself. Which kind a token
 * claims to be is read from its unproven issuer; what it is then judged by depends on that alone,
 * and each kind has its own keys.
 */
final class TokenVerifier {

  /** Longer than any token we know; bounds the work that an unproven text can cause. */
  private static final int MAX_LENGTH = 32 * 1024;

  private final PersonTokens people;
  private final ServiceTokens services;
  private final @Nullable IssuedTokens issued;

  TokenVerifier(PersonTokens people, ServiceTokens services, @Nullable IssuedTokens issued) {
    this.people = people;
    this.services = services;
    this.issued = issued;
  }

  CallerAuthentication verify(String token) throws TokenRefusedException, KeysUnavailableException {
    if (token.length() > MAX_LENGTH) {
      throw new TokenRefusedException("too long");
    }
    if (issued != null && issued.recognises(token)) {
      return issued
          .find(token)
          .map(caller -> new CallerAuthentication(caller, true, null))
          .orElseThrow(() -> new TokenRefusedException("issued token is not live"));
    }
    SignedJWT jwt;
    JWTClaimsSet unproven;
    try {
      jwt = SignedJWT.parse(token);
      unproven = jwt.getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException e) {
      // the parser's message may repeat the token
      throw new TokenRefusedException("not a signed JWT");
    }
    String issuer = unproven.getIssuer();
    return issuer != null && issuer.startsWith(ServiceTokens.PREFIX)
        ? services.verify(jwt, token)
        : people.verify(jwt, token);
  }
}
