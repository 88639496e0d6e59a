package ai.kaapana.clinical.local.keys;

import ai.kaapana.clinical.local.StackException;
import ai.kaapana.clinical.local.postgres.Folders;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Key pairs in files: PKCS#1 {@code tls.key} with a self-signed {@code tls.crt}, as the chart makes
 * them.
 */
public final class KeyFiles {
  private static final int BITS = 2048;
  private static final Duration VALID = Duration.ofDays(3650);
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeyFiles() {}

  /** Makes {@code tls.key} and {@code tls.crt} in a folder unless both are there. */
  public static void createPair(Path folder, String commonName, Clock clock) {
    var keyFile = folder.resolve("tls.key");
    var certificateFile = folder.resolve("tls.crt");
    if (Files.exists(keyFile) && Files.exists(certificateFile)) {
      return;
    }
    try {
      var pair = generate();
      Folders.createPrivate(folder);
      Folders.writePrivate(certificateFile, pem(certificate(pair, commonName, clock)));
      Folders.writePrivate(keyFile, pem(pair.getPrivate()));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new StackException(
          "The key pair in " + folder + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** The issuer of people's tokens in a folder, made if needed, with its {@code jwks.json}. */
  public static Issuer issuer(Path folder) {
    var keyFile = folder.resolve("issuer.key");
    try {
      if (!Files.exists(keyFile)) {
        Folders.createPrivate(folder);
        Folders.writePrivate(keyFile, pem(generate().getPrivate()));
      }
      var pair = read(keyFile);
      var publicKey = (RSAPublicKey) pair.getPublic();
      var keyId =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded()), 0, 8);
      var keySet = folder.resolve("jwks.json");
      Folders.writePrivate(keySet, keySet(publicKey, keyId));
      return new Issuer(pair.getPrivate(), keyId, keySet);
    } catch (IOException | GeneralSecurityException e) {
      throw new StackException(
          "The key of the issuer in " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Who signs the tokens of people in a local stack, in the place of the platform's Keycloak.
   *
   * @param key its private key
   * @param keyId the name of the key in its key set
   * @param keySet the file with its public key (RFC 7517)
   */
  public record Issuer(PrivateKey key, String keyId, Path keySet) {
    /** The {@code iss} of its tokens. */
    public static final String NAME = "https://issuer.clinical-data.local";

    @Override
    public String toString() {
      return "Issuer[" + keyId + "]";
    }
  }

  private static KeyPair generate() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    return generator.generateKeyPair();
  }

  private static Object certificate(KeyPair pair, String commonName, Clock clock)
      throws OperatorCreationException {
    var now = clock.instant();
    var name = new X500Name("CN=" + commonName);
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALID)),
            name,
            pair.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
  }

  private static String pem(Object content) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }

  private static KeyPair read(Path file) throws IOException {
    try (var parser = new PEMParser(Files.newBufferedReader(file))) {
      if (parser.readObject() instanceof PEMKeyPair pair) {
        return new JcaPEMKeyConverter().getKeyPair(pair);
      }
      throw new IOException(file + " holds no RSA key");
    }
  }

  private static String keySet(RSAPublicKey key, String keyId) {
    var set = JSON.createObjectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", keyId)
        .put("n", unsigned(key.getModulus()))
        .put("e", unsigned(key.getPublicExponent()));
    return set.toPrettyString() + "\n";
  }

  private static String unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    var magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }
}
