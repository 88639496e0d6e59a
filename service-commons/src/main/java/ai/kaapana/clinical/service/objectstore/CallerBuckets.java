package ai.kaapana.clinical.service.objectstore;

import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The project's bucket, opened with the token of the caller, so that the store itself decides what
 * the caller may do there. Safe for use by several threads.
 *
 * <p>For the caller's own request only: neither the token nor what it opens outlives it. Nothing is
 * kept here, so no caller ever meets the credentials of another.
 *
 * <pre>{@code
 * try (ObjectStore bucket = buckets.open(Callers.token().orElseThrow())) {
 *   bucket.put(key, content, "text/csv");
 * }
 * }</pre>
 */
public final class CallerBuckets {

  private final CallerBucketsProperties settings;
  private final WebIdentityCredentials credentials;
  private final Clock clock;

  CallerBuckets(CallerBucketsProperties settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.credentials = new WebIdentityCredentials(settings.sts(), settings.life());
  }

  /**
   * The bucket as the holder of a token may use it; to be closed before the request is answered.
   *
   * @throws ai.kaapana.clinical.service.problem.ProblemException 403 {@code object-store/refused}
   *     if the store gives nothing for the token
   * @throws ai.kaapana.clinical.service.problem.DependencyDownException if it does not answer
   */
  public ObjectStore open(String token) {
    AwsSessionCredentials session = credentials.forToken(token);
    return ObjectStore.of(
        settings.endpoint(), settings.region(), settings.bucket(), session, clock);
  }
}
