package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.service.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Reads the PEM files of a service: private keys in PKCS#1 (RFC 8017) or PKCS#8 (RFC 5208),
 * certificates in X.509.
 */
final class PemFiles {

  /**
   * AlgorithmIdentifier of rsaEncryption: SEQUENCE of OID 1.2.840.113549.1.1.1 and NULL (RFC 8017,
   * appendix C).
   */
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int MIN_BITS = 2048;

  private PemFiles() {}

  static RSAPrivateKey privateKey(String setting, Path file) {
    String pem = read(setting, file);
    try {
      byte[] pkcs8 =
          pem.contains("BEGIN RSA PRIVATE KEY")
              ? wrapped(body(pem, "RSA PRIVATE KEY"))
              : body(pem, "PRIVATE KEY");
      RSAPrivateKey key =
          (RSAPrivateKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      requireStrong(setting, key.getModulus().bitLength());
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // the cause may repeat a part of the key
      throw unreadable(setting, "an RSA private key in PEM form");
    }
  }

  static X509Certificate certificate(String setting, Path file) {
    byte[] pem = read(setting, file).getBytes(StandardCharsets.US_ASCII);
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
        throw unreadable(setting, "the certificate of an RSA key");
      }
      requireStrong(setting, key.getModulus().bitLength());
      return certificate;
    } catch (GeneralSecurityException e) {
      throw unreadable(setting, "a certificate in PEM form");
    }
  }

  /** The key id of service tokens: lower-case hex of the SHA-256 of the certificate. */
  static String keyId(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  private static void requireStrong(String setting, int bits) {
    if (bits < MIN_BITS) {
      throw new ConfigurationException(
          setting, "names a key that is too short", "Use an RSA key of at least 2048 bits.");
    }
  }

  private static String read(String setting, Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new ConfigurationException(
          setting,
          "names a file that cannot be read",
          "Check that the file exists, is text and is readable for the service.");
    }
  }

  private static byte[] body(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no PEM block");
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] octets = der(OCTET_STRING, pkcs1);
    byte[] content =
        ByteBuffer.allocate(VERSION_ZERO.length + RSA_ALGORITHM.length + octets.length)
            .put(VERSION_ZERO)
            .put(RSA_ALGORITHM)
            .put(octets)
            .array();
    return der(SEQUENCE, content);
  }

  /**
   * One DER element with a length of two bytes, which fits every RSA key from 2048 to 16384 bits.
   */
  private static byte[] der(int tag, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  private static ConfigurationException unreadable(String setting, String wanted) {
    return new ConfigurationException(
        setting, "does not name " + wanted, "Check the content of the file.");
  }
}
