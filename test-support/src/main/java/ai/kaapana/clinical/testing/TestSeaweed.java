package ai.kaapana.clinical.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real SeaweedFS: an S3 server that exchanges people's tokens for credentials ({@code
 * AssumeRoleWithWebIdentity}), set up as Kaapana sets up its store: the claim {@code policy} names
 * what a token opens, {@code admin_project_<project>} the whole bucket of that project.
 *
 * <p>The program is built into {@code .test/seaweedfs} by {@code scripts/test-parts.sh}, which
 * {@code ./test --seaweedfs} runs.
 */
public final class TestSeaweed implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path log;
  private final URI endpoint;
  private final String accessKey = "test" + UUID.randomUUID().toString().replace("-", "");
  private final String secretKey = UUID.randomUUID().toString();

  private TestSeaweed(Path folder, String issuer, Map<String, String> buckets) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    log = folder.resolve("seaweedfs.log");
    Files.writeString(folder.resolve("s3.json"), JSON.writeValueAsString(identities()));
    Files.writeString(
        folder.resolve("iam.json"), JSON.writeValueAsString(policies(issuer, buckets)));
    int port = FreePorts.next();
    endpoint = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(command(folder, port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // a test JVM that ends early must not leave the server behind
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "seaweedfs-stop"));
  }

  /**
   * Starts it and waits until it answers as an object store.
   *
   * @param issuer whose tokens it takes, for the audience {@link TestTokens#AUDIENCE}
   * @param buckets project to the bucket that it owns
   */
  public static TestSeaweed start(Path folder, String issuer, Map<String, String> buckets) {
    try {
      var store = new TestSeaweed(folder, issuer, buckets);
      store.awaitReady();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("SeaweedFS did not start", e);
    }
  }

  private static List<String> command(Path folder, int port) {
    var weed = Path.of(System.getProperty("project.root", ".."), ".test", "seaweedfs", "weed");
    if (!Files.isExecutable(weed)) {
      throw new IllegalStateException("there is no SeaweedFS; run scripts/test-parts.sh");
    }
    var command =
        new ArrayList<>(
            List.of(
                weed.toAbsolutePath().toString(),
                "-logtostderr",
                "server",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-dir=" + folder.resolve("data"),
                "-master.telemetry=false",
                "-master.volumeSizeLimitMB=64",
                "-volume.max=20",
                "-volume.preStopSeconds=0",
                "-filer",
                "-s3",
                "-s3.port=" + port,
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                "-s3.config=" + folder.resolve("s3.json"),
                "-s3.iam.config=" + folder.resolve("iam.json")));
    for (var listener :
        List.of(
            "master.port",
            "master.port.grpc",
            "volume.port",
            "volume.port.grpc",
            "filer.port",
            "filer.port.grpc",
            "s3.port.grpc")) {
      command.add("-" + listener + "=" + FreePorts.next());
    }
    return command;
  }

  private Map<String, Object> identities() {
    return Map.of(
        "identities",
        List.of(
            Map.of(
                "name", "admin",
                "credentials", List.of(Map.of("accessKey", accessKey, "secretKey", secretKey)),
                "actions", List.of("Admin", "Read", "Write", "List", "Tagging"))));
  }

  private static Map<String, Object> policies(String issuer, Map<String, String> buckets) {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Map.of(
        "sts",
        Map.of(
            "tokenDuration", "1h",
            "maxSessionLength", "12h",
            "issuer", "local-sts",
            "signingKey", Base64.getEncoder().encodeToString(random)),
        "providers",
        List.of(
            Map.of(
                "name",
                "platform",
                "type",
                "oidc",
                "enabled",
                true,
                "config",
                Map.of(
                    "issuer", issuer, "clientId", TestTokens.AUDIENCE, "policyClaim", "policy"))),
        "policy",
        Map.of("defaultEffect", "Deny", "storeType", "memory"),
        "policies",
        buckets.entrySet().stream().map(own -> policy(own.getKey(), own.getValue())).toList(),
        "roles",
        List.of());
  }

  private static Map<String, Object> policy(String project, String bucket) {
    var arn = "arn:aws:s3:::" + bucket;
    return Map.of(
        "name",
        "admin_project_" + project,
        "document",
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Effect", "Allow",
                    "Action", List.of("s3:*"),
                    "Resource", List.of(arn, arn + "/*")))));
  }

  private void awaitReady() throws IOException {
    var end = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(end)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("SeaweedFS ended: " + Files.readString(log));
      }
      if (answers()) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("SeaweedFS does not answer: " + Files.readString(log));
  }

  /** Without a signature an object store refuses with its own form of error. */
  private boolean answers() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.ofString());
      return answer.statusCode() == 403 && answer.body().contains("<Code>");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address of both S3 and STS. */
  public URI endpoint() {
    return endpoint;
  }

  /** The access key of its administrator. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret key of its administrator. */
  public String secretKey() {
    return secretKey;
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
