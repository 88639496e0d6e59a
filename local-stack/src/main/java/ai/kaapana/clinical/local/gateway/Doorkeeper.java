package ai.kaapana.clinical.local.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Decides who comes in: whoever has the link, once, and from then on whoever has its cookie.
 *
 * <p><b>Why:</b> the loopback address is open to every account of a machine, and what is behind
 * adds a token by itself.
 */
final class Doorkeeper {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private final String cookieName;
  private final String session = secret();
  private String key = secret();

  /**
   * @param port makes the cookie's name, since browsers do not keep cookies of ports apart
   */
  Doorkeeper(int port) {
    this.cookieName = "clinical-data-" + port;
  }

  /** What the link of this moment carries. */
  synchronized String key() {
    return key;
  }

  /** Gives the cookie for a key, which is worth nothing afterwards; empty for a wrong one. */
  synchronized Optional<String> exchange(String offered) {
    if (!same(key, offered)) {
      return Optional.empty();
    }
    key = secret();
    return Optional.of(cookieName + "=" + session);
  }

  /** Whether one of these {@code Cookie} headers has the cookie. */
  boolean knows(List<String> cookies) {
    for (var header : cookies) {
      for (var cookie : header.split(";")) {
        var pair = cookie.strip().split("=", 2);
        if (pair.length == 2 && pair[0].equals(cookieName) && same(session, pair[1])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(String secret, String offered) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
  }

  private static String secret() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
