package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the filter's double. It issues its own to its accounts, and reads the claims of a
 * JSON web token without proof, since it guards nothing but invented data.
 */
final class FilterTokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<FilterAccount> accounts;
  private final Map<String, FilterAccount> issued = new ConcurrentHashMap<>();

  FilterTokens(List<FilterAccount> accounts) {
    this.accounts = List.copyOf(accounts);
  }

  /** Answers a form of a token request with a token, if a password or client secret is right. */
  Optional<String> issue(Map<String, List<String>> form) {
    boolean password = "password".equals(last(form, "grant_type"));
    var name = last(form, password ? "username" : "client_id");
    var secret = last(form, password ? "password" : "client_secret");
    return accounts.stream()
        .filter(account -> account.name().equals(name) && account.secret().equals(secret))
        .findFirst()
        .map(
            account -> {
              var token = UUID.randomUUID().toString();
              issued.put(token, account);
              return token;
            });
  }

  /** Lets no issued token be valid any more. */
  void expire() {
    issued.clear();
  }

  /** What the holder of a token sees; nothing if it is not valid. */
  Optional<FilterView> view(@Nullable String authorization, ProjectMapping mapping) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return Optional.empty();
    }
    var token = authorization.substring("Bearer ".length());
    var account = issued.get(token);
    return account == null
        ? claims(token).map(claims -> view(claims, mapping))
        : Optional.of(new FilterView(mapping, account.admin(), List.copyOf(account.projects())));
  }

  private static FilterView view(JsonNode claims, ProjectMapping mapping) {
    boolean admin = false;
    for (var role : claims.path("realm_access").path("roles")) {
      admin |= role.asText("").equals("admin");
    }
    var projects = new ArrayList<String>();
    claims.path("projects").forEach(project -> projects.add(project.path("id").asText("")));
    return new FilterView(mapping, admin, projects);
  }

  private static Optional<JsonNode> claims(String token) {
    var parts = token.split("\\.");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Optional.of(JSON.readTree(text));
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  private static String last(Map<String, List<String>> form, String key) {
    return form.getOrDefault(key, List.of("")).getLast();
  }
}
