package ai.kaapana.clinical.service.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.testing.PersonToken;
import ai.kaapana.clinical.testing.TestSeaweed;
import ai.kaapana.clinical.testing.TestTokens;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The exchange of callers' tokens at the real STS of a real object store with two projects. */
@Tag("seaweedfs")
class CallerBucketsIT {

  private static final String LUNG = "project-lung";
  private static final String BRAIN = "project-brain";
  private static final String KEY = "clinical/table.csv";
  private static final byte[] CONTENT = "id,stage\n1,II\n".getBytes(StandardCharsets.UTF_8);
  private static final TestTokens TOKENS = new TestTokens();

  @TempDir private static Path folder;
  private static HttpServer issuer;
  private static String issuerName;
  private static TestSeaweed store;

  @BeforeAll
  static void start() throws InterruptedException {
    issuer = TOKENS.serveJwks();
    var root = "http://127.0.0.1:" + issuer.getAddress().getPort();
    issuerName = root + "/auth/realms/kaapana";
    issuer.createContext(
        "/auth/realms/kaapana/.well-known/openid-configuration",
        exchange -> {
          var body =
              "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/certs\"}"
                  .formatted(issuerName, root)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    store = TestSeaweed.start(folder, issuerName, Map.of("1", LUNG, "2", BRAIN));
    fill();
  }

  /**
   * Both buckets, with an object in each; the store takes the first one some time after its start.
   */
  private static void fill() throws InterruptedException {
    try (S3Client admin =
        S3Client.builder()
            .endpointOverride(store.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
            .build()) {
      for (var bucket : List.of(LUNG, BRAIN)) {
        admin.createBucket(request -> request.bucket(bucket));
      }
    }
    var credentials = AwsBasicCredentials.create(store.accessKey(), store.secretKey());
    for (var bucket : List.of(LUNG, BRAIN)) {
      try (var filled =
          ObjectStore.of(store.endpoint(), "us-east-1", bucket, credentials, Clock.systemUTC())) {
        putWhenReady(filled);
      }
    }
  }

  private static void putWhenReady(ObjectStore bucket) throws InterruptedException {
    for (int i = 0; ; i++) {
      try {
        bucket.put("there.csv", CONTENT, "text/csv");
        return;
      } catch (DependencyDownException e) {
        if (i == 60) {
          throw e;
        }
        Thread.sleep(1_000);
      }
    }
  }

  @AfterAll
  static void stop() {
    if (store != null) {
      store.close();
    }
    issuer.stop(0);
  }

  private static CallerBuckets buckets(String bucket) {
    return new CallerBuckets(
        new CallerBucketsProperties(
            store.endpoint(), null, "us-east-1", bucket, Duration.ofMinutes(15)),
        Clock.systemUTC());
  }

  private static PersonToken token(String project) {
    return TOKENS
        .person("alice")
        .claim("iss", issuerName)
        .claim("policy", List.of("admin_project_" + project));
  }

  private static void refused(ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(CommonCode.OBJECT_STORE_REFUSED));
  }

  @Test
  void aTokenOpensTheBucketOfItsProject() throws IOException {
    try (var bucket = buckets(LUNG).open(token("1").sign())) {
      bucket.put(KEY, CONTENT, "text/csv");
      try (var content = bucket.open(KEY)) {
        assertThat(content.stream().readAllBytes()).isEqualTo(CONTENT);
      }
      var keys = new ArrayList<String>();
      bucket.list("", object -> keys.add(object.key()));
      assertThat(keys).contains(KEY, "there.csv");
    }
  }

  @Test
  void aTokenOfAnotherProjectGetsNothing() throws IOException {
    try (var bucket = buckets(LUNG).open(token("2").sign())) {
      refused(() -> bucket.open("there.csv").close());
      refused(() -> bucket.find("there.csv"));
      refused(() -> bucket.list("", object -> {}));
      refused(() -> bucket.put("mine.csv", CONTENT, "text/csv"));
    }
    try (var own = buckets(BRAIN).open(token("2").sign());
        var content = own.open("there.csv")) {
      assertThat(content.stream().readAllBytes()).as("the token itself is good").isEqualTo(CONTENT);
    }
  }

  @Test
  void aTokenThatIsExpiredForgedOrWithoutAPolicyGetsNoCredentials() {
    refused(() -> buckets(LUNG).open(token("1").expiresIn(Duration.ofHours(-1)).sign()).close());
    refused(() -> buckets(LUNG).open(token("1").signedBy(new TestTokens().keys()).sign()).close());
    refused(() -> buckets(LUNG).open(token("1").claim("policy", null).sign()).close());
    // this store takes the client for which a token was made as an audience, too
    var elsewhere = token("1").claim("aud", List.of("elsewhere")).claim("azp", "elsewhere");
    refused(() -> buckets(LUNG).open(elsewhere.sign()).close());
  }
}
