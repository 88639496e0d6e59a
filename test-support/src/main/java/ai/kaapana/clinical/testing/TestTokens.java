package ai.kaapana.clinical.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An issuer of people's tokens that lives in memory, and the key pairs of services.
 *
 * <pre>{@code
 * TestTokens tokens = new TestTokens();
 * String jwks = tokens.jwksFile(dir).toUri().toString();
 * String token = tokens.person("alice").sign();
 * TestComponent linker = TestComponent.create("dicom-linker");
 * }</pre>
 */
public final class TestTokens {

  /** The issuer of the tokens. */
  public static final String ISSUER = "https://issuer.test/auth/realms/kaapana";

  /** The project that a person belongs to unless the test says otherwise. */
  public static final String PROJECT = "11111111-2222-3333-4444-555555555555";

  /** The audience of the tokens. */
  public static final String AUDIENCE = "kaapana";

  private final KeyPair keys = Jwt.newKeys();
  private final String keyId = UUID.randomUUID().toString();

  /** A token of a member of {@link #PROJECT}, valid for five minutes; change it before signing. */
  public PersonToken person(String name) {
    return new PersonToken(keys, keyId, name);
  }

  /** The key pair that signs. */
  public KeyPair keys() {
    return keys;
  }

  /** The key id in the key set. */
  public String keyId() {
    return keyId;
  }

  /** The public key set as JSON. */
  public String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    Map<String, Object> jwk =
        Map.of(
            "kty",
            "RSA",
            "use",
            "sig",
            "alg",
            "RS256",
            "kid",
            keyId,
            "n",
            unsigned(key.getModulus()),
            "e",
            unsigned(key.getPublicExponent()));
    try {
      return new ObjectMapper().writeValueAsString(Map.of("keys", List.of(jwk)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }

  /** Writes the key set to {@code jwks.json} in a folder. */
  public Path jwksFile(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("jwks.json"), jwks(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("key set not written", e);
    }
  }

  /**
   * The settings of {@code clinical.security} that make a service trust this issuer, as {@code
   * key=value}.
   */
  public String[] springProperties(Path folder) {
    return new String[] {
      "clinical.security.issuer=" + ISSUER,
      "clinical.security.jwks=" + jwksFile(folder).toUri(),
      "clinical.security.audience=" + AUDIENCE,
      "clinical.security.project=" + PROJECT
    };
  }

  /** Serves the key set on a free port of the loopback address; stop it after the test. */
  public HttpServer serveJwks() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/certs",
          exchange -> {
            byte[] body = jwks().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("key set not served", e);
    }
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Jwt.base64(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
