package ai.kaapana.clinical.server.notebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text of a token: a prefix, by which scanners for leaked secrets find it, and 256 random bits.
 *
 * <p>Why a plain hash: there is nothing to guess in 256 random bits, so a slow hash would only slow
 * down each request.
 */
final class TokenText {

  private static final String PREFIX = "kcnb_";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private final SecureRandom random = new SecureRandom();

  String next() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static boolean recognises(String text) {
    return FORM.matcher(text).matches();
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
