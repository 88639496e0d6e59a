package ai.kaapana.clinical.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonTokensTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final PersonTokens.Person PERSON =
      new PersonTokens.Person("mara", List.of("demo"), List.of("admin"));

  @TempDir Path folder;

  @Test
  void statesThePersonAsThePlatformDoes() throws IOException {
    var claims = part(sign(), 1);

    assertThat(claims.path("iss").asText()).isEqualTo(KeyFiles.Issuer.NAME);
    assertThat(claims.path("aud").asText()).isEqualTo("kaapana");
    assertThat(claims.path("typ").asText()).isEqualTo("Bearer");
    assertThat(claims.path("preferred_username").asText()).isEqualTo("mara");
    assertThat(claims.path("projects").path(0).path("id").asText()).isEqualTo("demo");
    assertThat(claims.path("realm_access").path("roles").path(0).asText()).isEqualTo("admin");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void isProvenByTheKeySetAlone() throws IOException, GeneralSecurityException {
    var token = sign();
    var key = JSON.readTree(issuer().keySet().toFile()).path("keys").path(0);
    assertThat(part(token, 0).path("kid")).isEqualTo(key.path("kid"));

    assertThat(verifies(token, key)).isTrue();
    assertThat(verifies(token.replaceFirst("\\.eyJ", ".eyK"), key)).isFalse();
  }

  @Test
  void staysValidAfterARestartBecauseTheKeyIsKept() {
    assertThat(issuer().keyId()).isEqualTo(issuer().keyId());
  }

  private String sign() {
    return new PersonTokens(issuer(), Clock.fixed(NOW, ZoneOffset.UTC))
        .sign(PERSON, Duration.ofHours(1));
  }

  private KeyFiles.Issuer issuer() {
    return KeyFiles.issuer(folder.resolve("issuer"));
  }

  private static boolean verifies(String token, JsonNode key) throws GeneralSecurityException {
    var modulus = new BigInteger(1, Base64.getUrlDecoder().decode(key.path("n").asText()));
    var exponent = new BigInteger(1, Base64.getUrlDecoder().decode(key.path("e").asText()));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    int dot = token.lastIndexOf('.');
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }

  private static JsonNode part(String token, int index) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
  }
}
