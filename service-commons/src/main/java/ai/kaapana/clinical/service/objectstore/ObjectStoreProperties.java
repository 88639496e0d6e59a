package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.config.ConfigurationException;
import ai.kaapana.clinical.service.config.SisterUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The project's own bucket in an S3 object store; without these settings the service uses none.
 *
 * @param endpoint the address of the store
 * @param region what the signature names; stores on premises ignore it
 * @param bucket the bucket
 * @param accessKeyFile the file with the access key
 * @param secretKeyFile the file with the secret key
 * @param prefix below which arriving objects are picked up; empty = the whole bucket
 * @param pollInterval how often the prefix is listed
 */
@ConfigurationProperties("clinical.object-store")
public record ObjectStoreProperties(
    @Nullable URI endpoint,
    @DefaultValue("us-east-1") String region,
    @Nullable String bucket,
    @Nullable Path accessKeyFile,
    @Nullable Path secretKeyFile,
    @DefaultValue("") String prefix,
    @DefaultValue("15s") Duration pollInterval) {

  private static final String BASE = "clinical.object-store.";

  public ObjectStoreProperties {
    Map<String, @Nullable Object> needed = new LinkedHashMap<>();
    needed.put("endpoint", endpoint);
    needed.put("bucket", bucket == null || bucket.isBlank() ? null : bucket);
    needed.put("access-key-file", accessKeyFile);
    needed.put("secret-key-file", secretKeyFile);
    boolean none = needed.values().stream().allMatch(Objects::isNull);
    if (!none) {
      needed.forEach(
          (name, value) -> {
            if (value == null) {
              throw new ConfigurationException(
                  BASE + name,
                  "is missing while other settings of the object store are there",
                  "Set endpoint, bucket, access-key-file and secret-key-file together, or none of"
                      + " them.");
            }
          });
      endpoint = SisterUrl.check(BASE + "endpoint", endpoint);
    }
    if (pollInterval.toMillis() < 100 || pollInterval.toHours() > 24) {
      throw new ConfigurationException(
          BASE + "poll-interval", "is out of range", "Use from 100ms to 24h.");
    }
  }

  /** Whether an object store is configured. */
  public boolean configured() {
    return endpoint != null;
  }
}
