package ai.kaapana.clinical.service.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.config.SecurityProperties;
import ai.kaapana.clinical.testing.TestTokens;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The issuer's name from its own OpenID configuration. */
class ExpectedIssuerTest {

  private static final TestTokens TOKENS = new TestTokens();

  @TempDir private Path folder;
  private Instant now = Instant.now();
  private final Clock clock =
      InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);

  private Path document() {
    return folder.resolve("openid-configuration");
  }

  private PersonTokens people() {
    String jwks = TOKENS.jwksFile(folder).toUri().toString();
    SecurityProperties settings =
        new SecurityProperties(
            "import-service",
            null,
            jwks,
            document().toUri().toString(),
            TestTokens.AUDIENCE,
            TestTokens.PROJECT,
            List.of(),
            null,
            null,
            Map.of(),
            false);
    return new PersonTokens(settings, IssuerKeys.from(jwks), clock);
  }

  private static String verify(PersonTokens people) throws Exception {
    String token = TOKENS.person("alice").sign();
    return people.verify(SignedJWT.parse(token), token).getName();
  }

  private void state(String issuer) throws Exception {
    Files.writeString(document(), "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"x\"}");
  }

  @Test
  void acceptsTheIssuerThatTheDocumentNames() throws Exception {
    state(TestTokens.ISSUER);
    assertThat(verify(people())).isEqualTo("alice");
  }

  @Test
  void refusesAnotherIssuerWithTheSameKeys() throws Exception {
    state(TestTokens.ISSUER + ":443");
    PersonTokens people = people();
    assertThatThrownBy(() -> verify(people)).isInstanceOf(TokenRefusedException.class);
  }

  @Test
  void acceptsNobodyBeforeTheIssuerIsKnownAndAsksAgainLater() throws Exception {
    PersonTokens people = people();
    assertThatThrownBy(() -> verify(people)).isInstanceOf(KeysUnavailableException.class);
    state(TestTokens.ISSUER);
    assertThatThrownBy(() -> verify(people)).isInstanceOf(KeysUnavailableException.class);
    now = now.plusSeconds(6);
    assertThat(verify(people)).isEqualTo("alice");
  }

  @Test
  void refusesADocumentWithoutIssuer() throws Exception {
    Files.writeString(document(), "{}");
    PersonTokens people = people();
    assertThatThrownBy(() -> verify(people)).isInstanceOf(KeysUnavailableException.class);
  }
}
