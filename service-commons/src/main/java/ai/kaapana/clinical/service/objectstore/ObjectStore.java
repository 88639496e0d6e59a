package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.config.ConfigurationException;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One bucket of an S3 object store. Safe for use by several threads.
 *
 * <p>A store that does not answer is a {@link DependencyDownException}; a refusal is a {@link
 * ProblemException} with {@code object-store/refused}; an object that is not there is one with
 * {@code object-store/unknown}.
 */
public final class ObjectStore implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(60);
  private static final int PAGE = 1_000;
  private static final String NAME = "the object store";

  private final S3Client client;
  private final String bucket;
  private final Clock clock;

  private ObjectStore(S3Client client, String bucket, Clock clock) {
    this.client = client;
    this.bucket = bucket;
    this.clock = clock;
  }

  /** The bucket of the configuration, with the credentials of its files. */
  public static ObjectStore of(ObjectStoreProperties settings, Clock clock) {
    AwsCredentials credentials =
        AwsBasicCredentials.create(
            secret("access-key-file", settings.accessKeyFile()),
            secret("secret-key-file", settings.secretKeyFile()));
    return new ObjectStore(
        client(settings.endpoint(), settings.region(), credentials), settings.bucket(), clock);
  }

  /** A bucket with given credentials. */
  static ObjectStore of(
      URI endpoint, String region, String bucket, AwsCredentials credentials, Clock clock) {
    return new ObjectStore(client(endpoint, region, credentials), bucket, clock);
  }

  private static S3Client client(URI endpoint, String region, AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .forcePathStyle(true)
        // stores other than AWS answer 501 to checksums in trailers
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build())
        .build();
  }

  private static String secret(String name, Path file) {
    try {
      String content = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (!content.isEmpty()) {
        return content;
      }
    } catch (IOException e) {
      // falls through to the message below
    }
    throw new ConfigurationException(
        "clinical.object-store." + name,
        "names a file that is empty or cannot be read",
        "Check the file and its rights.");
  }

  /** The name of the bucket. */
  public String bucket() {
    return bucket;
  }

  /** Gives every object below a prefix to a consumer, page by page, in the order of the keys. */
  public void list(String prefix, Consumer<StoredObject> consumer) {
    @Nullable String continuation = null;
    do {
      ListObjectsV2Request request =
          ListObjectsV2Request.builder()
              .bucket(bucket)
              .prefix(prefix)
              .maxKeys(PAGE)
              .continuationToken(continuation)
              .build();
      var page = answered(() -> client.listObjectsV2(request));
      for (S3Object object : page.contents()) {
        consumer.accept(
            new StoredObject(
                object.key(), plain(object.eTag()), object.size(), object.lastModified()));
      }
      continuation = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (continuation != null);
  }

  /** What the store knows about one object, if it is there. */
  public Optional<StoredObject> find(String key) {
    try {
      HeadObjectResponse head = answered(() -> client.headObject(b -> b.bucket(bucket).key(key)));
      return Optional.of(
          new StoredObject(key, plain(head.eTag()), head.contentLength(), head.lastModified()));
    } catch (ProblemException e) {
      if (e.code() == CommonCode.OBJECT_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Opens an object for reading; to be closed. */
  public ObjectContent open(String key) {
    return open(GetObjectRequest.builder().bucket(bucket).key(key).build());
  }

  /**
   * Opens exactly the content that was listed; to be closed.
   *
   * @throws ProblemException 409 {@code object-store/changed} if it has another content by now
   */
  public ObjectContent open(StoredObject object) {
    return open(
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(object.key())
            .ifMatch('"' + object.etag() + '"')
            .build());
  }

  private ObjectContent open(GetObjectRequest request) {
    ResponseInputStream<GetObjectResponse> stream = answered(() -> client.getObject(request));
    GetObjectResponse got = stream.response();
    return new ObjectContent(
        new StoredObject(request.key(), plain(got.eTag()), got.contentLength(), got.lastModified()),
        stream);
  }

  /** Stores a file. */
  public StoredObject put(String key, Path file, String contentType) {
    return put(key, RequestBody.fromFile(file), contentType);
  }

  /** Stores bytes. */
  public StoredObject put(String key, byte[] content, String contentType) {
    return put(key, RequestBody.fromBytes(content), contentType);
  }

  private StoredObject put(String key, RequestBody body, String contentType) {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType).build();
    PutObjectResponse done = answered(() -> client.putObject(request, body));
    long size = body.optionalContentLength().orElse(0L);
    return new StoredObject(key, plain(done.eTag()), size, clock.instant());
  }

  private static String plain(@Nullable String etag) {
    return etag == null ? "" : etag.replace("\"", "");
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      throw translated(e);
    } catch (SdkClientException e) {
      throw new DependencyDownException(NAME, e);
    }
  }

  /** By status alone; the store's own message may repeat the key. */
  private static RuntimeException translated(S3Exception e) {
    return switch (e.statusCode()) {
      case 404 -> new ProblemException(CommonCode.OBJECT_UNKNOWN, HttpStatus.NOT_FOUND);
      case 412 -> new ProblemException(CommonCode.OBJECT_CHANGED, HttpStatus.CONFLICT);
      case 408, 425, 429 -> new DependencyDownException(NAME, e);
      default ->
          e.statusCode() >= 500
              ? new DependencyDownException(NAME, e)
              : new ProblemException(CommonCode.OBJECT_STORE_REFUSED, HttpStatus.BAD_GATEWAY);
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
