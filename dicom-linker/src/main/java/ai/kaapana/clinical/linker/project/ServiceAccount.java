package ai.kaapana.clinical.linker.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The platform's service account: a token of Keycloak by client credentials, or by password grant
 * where it belongs to a user. It is taken anew before it expires.
 *
 * <p>Source: RFC 6749 sections 4.3 and 4.4.
 */
public final class ServiceAccount implements Supplier<String> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Login login;
  private final InstantSource clock;
  private final HttpClient http;
  private String token = "";
  private Instant renewAt = Instant.MIN;

  /**
   * How it logs in. Secrets are asked for at each login, since files of secrets rotate.
   *
   * @param user present = password grant
   */
  public record Login(
      URI tokenUrl,
      String clientId,
      Supplier<String> clientSecret,
      Optional<User> user,
      Duration timeout) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Login";
    }
  }

  /** A user of the realm. */
  public record User(String name, Supplier<String> password) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "User";
    }
  }

  public ServiceAccount(Login login, InstantSource clock) {
    this.login = login;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(login.timeout())
            .build();
  }

  /**
   * Returns the value of the Authorization header.
   *
   * @throws UncheckedIOException when there is no token to be had
   */
  @Override
  public synchronized String get() {
    if (!clock.instant().isBefore(renewAt)) {
      renew();
    }
    return "Bearer " + token;
  }

  /** Takes a new token at the next request: the one held was refused. */
  public synchronized void forget() {
    renewAt = Instant.MIN;
  }

  private void renew() {
    var request =
        HttpRequest.newBuilder(login.tokenUrl())
            .timeout(login.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form()))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      var body = answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.nullNode();
      var given = body.path("access_token").asText("");
      if (given.isEmpty()) {
        throw new IOException("The token endpoint gives no token");
      }
      token = given;
      renewAt = clock.instant().plus(lifetime(body));
    } catch (IOException e) {
      throw new UncheckedIOException("The service account cannot log in", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted"));
    }
  }

  /** Four fifths of what the server states, so that no token expires on its way. */
  private static Duration lifetime(JsonNode answer) {
    var stated = Duration.ofSeconds(answer.path("expires_in").asLong(60));
    return stated.multipliedBy(4).dividedBy(5);
  }

  private String form() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", login.user().isPresent() ? "password" : "client_credentials");
    fields.put("client_id", login.clientId());
    fields.put("client_secret", login.clientSecret().get());
    login
        .user()
        .ifPresent(
            user -> {
              fields.put("username", user.name());
              fields.put("password", user.password().get());
            });
    return fields.entrySet().stream().map(ServiceAccount::encoded).collect(Collectors.joining("&"));
  }

  private static String encoded(Map.Entry<String, String> field) {
    return field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ServiceAccount";
  }
}
