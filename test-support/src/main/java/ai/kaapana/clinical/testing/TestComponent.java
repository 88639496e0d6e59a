package ai.kaapana.clinical.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A service's key pair with a self-signed certificate, as the chart makes one.
 *
 * @param component its name, for example {@code dicom-linker}
 */
public record TestComponent(String component, KeyPair keys, X509Certificate certificate) {

  private static final Duration LIFE = Duration.ofMinutes(5);

  /** A new key pair. */
  public static TestComponent create(String component) {
    KeyPair keys = Jwt.newKeys();
    X500Name name = new X500Name("CN=" + component);
    Instant now = Clock.systemUTC().instant();
    try {
      ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.valueOf(now.toEpochMilli()),
                          Date.from(now.minus(Duration.ofDays(1))),
                          Date.from(now.plus(Duration.ofDays(365))),
                          name,
                          keys.getPublic())
                      .build(signer));
      return new TestComponent(component, keys, certificate);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  /** Writes {@code tls.key} (PKCS#1) and {@code tls.crt} to a folder; answers the key file. */
  public Path writeTo(Path folder) {
    try {
      byte[] pkcs1 =
          PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
              .parsePrivateKey()
              .toASN1Primitive()
              .getEncoded();
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("tls.crt"),
          pem("CERTIFICATE", certificate.getEncoded()),
          StandardCharsets.US_ASCII);
      return Files.writeString(
          folder.resolve("tls.key"), pem("RSA PRIVATE KEY", pkcs1), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("key not written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  /** Writes {@code tls.key} in PKCS#8 form; answers the file. */
  public Path writePkcs8To(Path folder) {
    writeTo(folder);
    try {
      return Files.writeString(
          folder.resolve("tls.key"),
          pem("PRIVATE KEY", keys.getPrivate().getEncoded()),
          StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("key not written", e);
    }
  }

  /** The key id of this component's tokens. */
  public String keyId() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no digest", e);
    }
  }

  /** A token of this component for a receiver, valid for five minutes. */
  public String token(String receiver, @Nullable String actingUser) {
    Map<String, Object> claims = claims(receiver);
    if (actingUser != null) {
      claims.put("act", actingUser);
    }
    return token(claims);
  }

  /** The claims of such a token, to be changed by a test. */
  public Map<String, Object> claims(String receiver) {
    Instant now = Clock.systemUTC().instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "service:" + component);
    claims.put("sub", "service:" + component);
    claims.put("aud", "clinical:" + receiver);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    return claims;
  }

  /** A token of this component with the given claims. */
  public String token(Map<String, Object> claims) {
    return Jwt.signed(
        Map.of("alg", "RS256", "typ", "JWT", "kid", keyId()), claims, keys.getPrivate());
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
