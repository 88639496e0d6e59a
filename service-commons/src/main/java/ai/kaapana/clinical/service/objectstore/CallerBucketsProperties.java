package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.config.ConfigurationException;
import ai.kaapana.clinical.service.config.SisterUrl;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The project's bucket as callers may use it, with their own tokens; without these settings nobody
 * can.
 *
 * @param endpoint the address of the S3 store; import-service uses it
 * @param sts where it exchanges tokens for credentials; absent = the endpoint itself
 * @param region what the signature names; stores on premises ignore it
 * @param bucket the project's bucket; Kaapana calls it {@code project-} and the project's name
 * @param life how long the credentials shall live, from 15 minutes to one hour
 */
@ConfigurationProperties("clinical.caller-buckets")
public record CallerBucketsProperties(
    @Nullable URI endpoint,
    @Nullable URI sts,
    @DefaultValue("us-east-1") String region,
    @Nullable String bucket,
    @DefaultValue("15m") Duration life) {

  private static final String BASE = "clinical.caller-buckets.";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  public CallerBucketsProperties {
    if (endpoint != null) {
      endpoint = SisterUrl.check(BASE + "endpoint", endpoint);
      sts = sts == null ? endpoint : SisterUrl.check(BASE + "sts", sts);
      if (bucket == null || !BUCKET.matcher(bucket).matches()) {
        throw new ConfigurationException(
            BASE + "bucket",
            "is missing or is not the name of a bucket",
            "Set it to the project's bucket, for example project-lung.");
      }
    }
    if (life.toMinutes() < 15 || life.toMinutes() > 60) {
      throw new ConfigurationException(
          BASE + "life", "is out of range", "Use from 15m to 60m; stores refuse less.");
    }
  }
}
