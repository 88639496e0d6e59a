package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.service.config.SecurityProperties;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name that the issuer of people's tokens gives itself: from the configuration, else from its
 * OpenID configuration. Safe for use by several threads.
 *
 * <p>Why not put together from host and port: whether the port belongs to it is the issuer's own
 * decision. It is read once, at the first token, so that a service starts before its issuer.
 */
final class ExpectedIssuer {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final @Nullable URI discovery;
  private final Clock clock;
  private volatile @Nullable String name;
  private @Nullable Instant failed;

  private ExpectedIssuer(@Nullable String name, @Nullable URI discovery, Clock clock) {
    this.name = name;
    this.discovery = discovery;
    this.clock = clock;
  }

  static ExpectedIssuer of(SecurityProperties settings, Clock clock) {
    String issuer = settings.issuer();
    return issuer != null && !issuer.isBlank()
        ? new ExpectedIssuer(issuer, null, clock)
        : new ExpectedIssuer(null, URI.create(String.valueOf(settings.discovery())), clock);
  }

  /**
   * The name.
   *
   * @throws KeysUnavailableException while the issuer cannot be asked
   */
  String name() throws KeysUnavailableException {
    String known = name;
    return known == null ? discovered() : known;
  }

  private synchronized String discovered() throws KeysUnavailableException {
    String known = name;
    if (known != null) {
      return known;
    }
    Instant now = clock.instant();
    if (failed != null && now.isBefore(failed.plus(PAUSE))) {
      throw new KeysUnavailableException(null);
    }
    try {
      String found = JSONObjectUtils.getString(JSONObjectUtils.parse(document()), "issuer");
      if (found == null || found.isBlank() || found.startsWith(ServiceTokens.PREFIX)) {
        throw new IOException("the OpenID configuration names no issuer");
      }
      name = found;
      return found;
    } catch (IOException | ParseException e) {
      failed = now;
      throw new KeysUnavailableException(e);
    }
  }

  private String document() throws IOException {
    return "file".equals(discovery.getScheme())
        ? Files.readString(Path.of(discovery))
        : new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES)
            .retrieveResource(discovery.toURL())
            .getContent();
  }
}
