package ai.kaapana.clinical.service.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.config.SecurityProperties;
import ai.kaapana.clinical.testing.FreePorts;
import ai.kaapana.clinical.testing.TestTokens;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The issuer's keys over HTTP, while the issuer answers and while it does not. */
class IssuerKeysTest {

  private static final TestTokens TOKENS = new TestTokens();

  private static PersonTokens people(int port) {
    String jwks = "http://127.0.0.1:" + port + "/certs";
    SecurityProperties settings =
        new SecurityProperties(
            "import-service",
            TestTokens.ISSUER,
            jwks,
            null,
            TestTokens.AUDIENCE,
            TestTokens.PROJECT,
            List.of(),
            null,
            null,
            Map.of(),
            false);
    return new PersonTokens(settings, IssuerKeys.from(jwks), Clock.systemUTC());
  }

  private static String verify(PersonTokens people, String token) throws Exception {
    return people.verify(SignedJWT.parse(token), token).getName();
  }

  @Test
  void servesFromMemoryWhileTheIssuerIsAway() throws Exception {
    HttpServer issuer = TOKENS.serveJwks();
    PersonTokens people = people(issuer.getAddress().getPort());
    assertThat(verify(people, TOKENS.person("alice").sign())).isEqualTo("alice");
    issuer.stop(0);
    assertThat(verify(people, TOKENS.person("bob").sign())).isEqualTo("bob");
  }

  @Test
  void inventedKeyIdIsTheTokensFaultHoweverOftenItComes() throws Exception {
    HttpServer issuer = TOKENS.serveJwks();
    try {
      PersonTokens people = people(issuer.getAddress().getPort());
      for (int i = 0; i < 5; i++) {
        String token = TOKENS.person("mallory").header("kid", "invented-" + i).sign();
        assertThatThrownBy(() -> verify(people, token)).isInstanceOf(TokenRefusedException.class);
      }
      assertThat(verify(people, TOKENS.person("alice").sign())).isEqualTo("alice");
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void neverTakesAnIssuerThatIsAwayForABadToken() {
    PersonTokens people = people(FreePorts.next());
    String token = TOKENS.person("alice").sign();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> verify(people, token)).isInstanceOf(KeysUnavailableException.class);
    }
  }
}
