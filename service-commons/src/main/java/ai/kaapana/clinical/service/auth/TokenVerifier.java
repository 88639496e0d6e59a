package ai.kaapana.clinical.service.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/**
 * Verifies the two kinds of tokens. Which kind a token claims to be is read from its unproven
 * issuer; what it is then judged by depends on that alone, and each kind has its own keys.
 */
final class TokenVerifier {

  /** Longer than any token we know; bounds the work that an unproven text can cause. */
  private static final int MAX_LENGTH = 32 * 1024;

  private final PersonTokens people;
  private final ServiceTokens services;

  TokenVerifier(PersonTokens people, ServiceTokens services) {
    this.people = people;
    this.services = services;
  }

  CallerAuthentication verify(String token) throws TokenRefusedException, KeysUnavailableException {
    if (token.length() > MAX_LENGTH) {
      throw new TokenRefusedException("too long");
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
