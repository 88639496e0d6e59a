package ai.kaapana.clinical.service.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the platform's issuer, from a URL or a file.
 *
 * <p>They are kept 15 minutes; while the issuer cannot be reached the last ones serve for 60
 * minutes more. A token with an unknown key id makes them be read again, at most twice in 30
 * seconds, so that invented key ids cause no storm.
 */
final class IssuerKeys {

  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration KEPT_IN_OUTAGE = Duration.ofMinutes(60);
  private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RATE = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final Noting noting;
  private final JWKSource<SecurityContext> source;

  private IssuerKeys(JWKSetSource<SecurityContext> origin) {
    this.noting = new Noting(origin);
    this.source = bounded(noting);
  }

  static IssuerKeys from(String location) {
    URI uri = URI.create(location);
    return new IssuerKeys(
        "file".equals(uri.getScheme())
            ? new FileKeys(Path.of(uri))
            : new URLBasedJWKSetSource<>(
                url(uri), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES)));
  }

  JWKSource<SecurityContext> source() {
    return source;
  }

  /**
   * Whether the keys could be read at least once, so that a key that is not among them is an
   * unknown one.
   */
  boolean known() {
    return noting.succeeded;
  }

  private static JWKSource<SecurityContext> bounded(JWKSetSource<SecurityContext> origin) {
    return JWKSourceBuilder.create(origin)
        .cache(KEPT.toMillis(), REFRESH_TIMEOUT.toMillis())
        .refreshAheadCache(false)
        .rateLimited(RATE.toMillis())
        .outageTolerant(KEPT_IN_OUTAGE.toMillis())
        .build();
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
  }

  /** Notes whether its origin ever answered. */
  private static final class Noting implements JWKSetSource<SecurityContext> {

    private final JWKSetSource<SecurityContext> origin;
    private volatile boolean succeeded;

    Noting(JWKSetSource<SecurityContext> origin) {
      this.origin = origin;
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
        throws KeySourceException {
      JWKSet keys = origin.getJWKSet(evaluator, currentTime, context);
      succeeded = true;
      return keys;
    }

    @Override
    public void close() throws IOException {
      origin.close();
    }
  }

  private record FileKeys(Path file) implements JWKSetSource<SecurityContext> {

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        return JWKSet.parse(Files.readString(file));
      } catch (IOException | ParseException e) {
        throw new JWKSetUnavailableException("the key file cannot be read", e);
      }
    }

    @Override
    public void close() {}
  }
}
