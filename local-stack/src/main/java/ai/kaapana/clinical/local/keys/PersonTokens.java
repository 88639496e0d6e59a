package ai.kaapana.clinical.local.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Signs access tokens of people as the platform's Keycloak does.
 *
 * <p><b>Source:</b> RFC 7515, RFC 7519; the claims are those that Kaapana's realm puts into its
 * tokens.
 */
public final class PersonTokens {
  /** The audience of the platform. */
  public static final String AUDIENCE = "kaapana";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyFiles.Issuer issuer;
  private final Clock clock;

  /** Signs with the key of an issuer. */
  public PersonTokens(KeyFiles.Issuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Whom a token is for.
   *
   * @param name the {@code preferred_username}
   * @param projects ids of the projects that the person belongs to
   * @param roles realm roles
   */
  public record Person(String name, List<String> projects, List<String> roles) {}

  /** A token that is valid from now on for a while. */
  public String sign(Person person, Duration life) {
    var header =
        JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid", issuer.keyId());
    var content = encode(header) + "." + encode(claims(person, life));
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(issuer.key());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode claims(Person person, Duration life) {
    var now = clock.instant();
    var claims =
        JSON.createObjectNode()
            .put("iss", KeyFiles.Issuer.NAME)
            .put("aud", AUDIENCE)
            .put(
                "sub",
                UUID.nameUUIDFromBytes(person.name().getBytes(StandardCharsets.UTF_8)).toString())
            .put("typ", "Bearer")
            .put("azp", AUDIENCE)
            .put("preferred_username", person.name())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(life).getEpochSecond())
            .put("jti", UUID.randomUUID().toString());
    var projects = claims.putArray("projects");
    person.projects().forEach(id -> projects.addObject().put("id", id).put("name", id));
    var roles = claims.putObject("realm_access").putArray("roles");
    person.roles().forEach(roles::add);
    return claims;
  }

  private static String encode(ObjectNode part) {
    try {
      return BASE64.encodeToString(JSON.writeValueAsBytes(part));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
