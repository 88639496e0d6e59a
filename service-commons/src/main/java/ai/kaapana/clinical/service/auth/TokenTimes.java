package ai.kaapana.clinical.service.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** The time claims of a token, with the leeway that clocks of several machines need. */
final class TokenTimes {

  static final Duration LEEWAY = Duration.ofSeconds(60);

  private TokenTimes() {}

  static void check(JWTClaimsSet claims, Instant now) throws TokenRefusedException {
    Instant expires = instant(claims.getExpirationTime());
    if (expires == null) {
      throw new TokenRefusedException("exp is missing");
    }
    if (!now.isBefore(expires.plus(LEEWAY))) {
      throw new TokenRefusedException("expired");
    }
    Instant notBefore = instant(claims.getNotBeforeTime());
    if (notBefore != null && now.plus(LEEWAY).isBefore(notBefore)) {
      throw new TokenRefusedException("not valid yet");
    }
    Instant issued = instant(claims.getIssueTime());
    if (issued != null && now.plus(LEEWAY).isBefore(issued)) {
      throw new TokenRefusedException("issued in the future");
    }
  }

  static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
