package ai.kaapana.clinical.testing;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token of a person that a test is about to sign. By default everything about it is right. */
public final class PersonToken {

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private KeyPair keys;

  PersonToken(KeyPair keys, String keyId, String name) {
    this.keys = keys;
    Instant now = Clock.systemUTC().instant();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", keyId);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iss", TestTokens.ISSUER);
    claims.put(
        "sub",
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString());
    claims.put("aud", List.of(TestTokens.AUDIENCE, "account"));
    claims.put("azp", "kaapana");
    claims.put("typ", "Bearer");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
    claims.put("preferred_username", name);
    claims.put("realm_access", Map.of("roles", List.of("user")));
    projects(TestTokens.PROJECT);
  }

  /** Membership in exactly these projects, by id. */
  public PersonToken projects(String... ids) {
    return claim(
        "projects",
        Arrays.stream(ids).map(id -> Map.of("id", id, "name", "project " + id)).toList());
  }

  /** Exactly these realm roles. */
  public PersonToken roles(String... roles) {
    return claim("realm_access", Map.of("roles", List.of(roles)));
  }

  /** The realm role {@code admin} and no project. */
  public PersonToken admin() {
    return roles("admin").projects();
  }

  /** Sets a claim; null removes it. */
  public PersonToken claim(String name, @Nullable Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return this;
  }

  /** Sets a header parameter; null removes it. */
  public PersonToken header(String name, @Nullable Object value) {
    if (value == null) {
      header.remove(name);
    } else {
      header.put(name, value);
    }
    return this;
  }

  /** An expiry relative to now; negative = in the past. */
  public PersonToken expiresIn(Duration duration) {
    return claim("exp", Clock.systemUTC().instant().plus(duration).getEpochSecond());
  }

  /** Signs with another key. */
  public PersonToken signedBy(KeyPair other) {
    keys = other;
    return this;
  }

  /** The token, signed with RS256 whatever its header says. */
  public String sign() {
    return Jwt.signed(header, claims, keys.getPrivate());
  }

  /** The token with an empty signature. */
  public String unsigned() {
    return Jwt.part(header) + "." + Jwt.part(claims) + ".";
  }

  /** Header and claims as they would be signed, for a signature of the test's own making. */
  public String signingInput() {
    return Jwt.part(header) + "." + Jwt.part(claims);
  }
}
