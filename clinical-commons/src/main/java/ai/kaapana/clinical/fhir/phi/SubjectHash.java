package ai.kaapana.clinical.fhir.phi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a patient in logs, metrics and file names by a keyed hash.
 *
 * <p>Why a key: PatientIDs and the ids derived from them can be guessed and hashed by anybody; with
 * a key of the installation they cannot.
 */
public final class SubjectHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHOWN_BYTES = 8;

  private final SecretKeySpec key;

  /** Uses the installation's key of at least 16 bytes. */
  public SubjectHash(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("The key for subject hashes needs at least 16 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** For example {@code s:3f9c21b07a55e810}; the same patient always gives the same text. */
  public String of(String patientValue) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var hash = mac.doFinal(patientValue.getBytes(StandardCharsets.UTF_8));
      return "s:" + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
