package ai.kaapana.clinical.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real S3 server (s3proxy over a folder) as a process of its own, with one empty bucket and
 * random credentials. It checks signatures.
 */
public final class TestObjectStore implements AutoCloseable {

  /** The bucket that is there. */
  public static final String BUCKET = "project-bucket";

  private static final String JAR = "/s3proxy/s3proxy.jar";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;

  private TestObjectStore(
      Process process, Path folder, URI endpoint, String accessKey, String secretKey) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /** Starts the server; its objects are files below {@code folder}. */
  public static TestObjectStore start(Path folder) {
    return start(folder, URI.create("http://127.0.0.1:" + FreePorts.next()));
  }

  /** Starts the server on a given address. */
  public static TestObjectStore start(Path folder, URI endpoint) {
    String accessKey = "test" + UUID.randomUUID().toString().replace("-", "");
    String secretKey = UUID.randomUUID().toString();
    try {
      Files.createDirectories(folder.resolve("objects").resolve(BUCKET));
      Path settings = folder.resolve("s3proxy.properties");
      Files.writeString(
          settings, settings(folder, endpoint, accessKey, secretKey), StandardCharsets.UTF_8);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-jar",
                  jar().toString(),
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("s3proxy.log").toFile())
              .start();
      // a test JVM that ends early must not leave the server behind
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "s3proxy-stop"));
      TestObjectStore store = new TestObjectStore(process, folder, endpoint, accessKey, secretKey);
      store.awaitReady();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("object store for tests did not start", e);
    }
  }

  private static String settings(Path folder, URI endpoint, String accessKey, String secretKey) {
    return String.join(
        "\n",
        List.of(
            "s3proxy.endpoint=" + endpoint,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + accessKey,
            "s3proxy.credential=" + secretKey,
            // it knows no sessions, and so not the header that names one
            "s3proxy.ignore-unknown-headers=true",
            "jclouds.provider=filesystem-nio2",
            "jclouds.identity=unused",
            "jclouds.credential=unused",
            "jclouds.filesystem.basedir=" + folder.resolve("objects"),
            ""));
  }

  /** The server's jar, copied out of the class path once for all tests of this machine's user. */
  private static Path jar() throws IOException {
    try (InputStream in = TestObjectStore.class.getResourceAsStream(JAR)) {
      if (in == null) {
        throw new IllegalStateException(
            "s3proxy is not on the class path; build test-support with Maven");
      }
      Path folder = Files.createTempDirectory("s3proxy");
      folder.toFile().deleteOnExit();
      Path jar = folder.resolve("s3proxy.jar");
      Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
      jar.toFile().deleteOnExit();
      return jar;
    }
  }

  private void awaitReady() throws IOException {
    Instant end = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(end)) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "s3proxy ended: " + Files.readString(folder.resolve("s3proxy.log")));
      }
      if (answersAsObjectStore()) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("s3proxy does not answer");
  }

  /**
   * Without a signature an object store refuses with its own form of error; anything else is
   * another server.
   */
  private boolean answersAsObjectStore() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 403 && answer.body().contains("<Code>AccessDenied</Code>");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address. */
  public URI endpoint() {
    return endpoint;
  }

  /** The access key. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret key. */
  public String secretKey() {
    return secretKey;
  }

  /** The folder whose files are the objects of the bucket. */
  public Path bucketFolder() {
    return folder.resolve("objects").resolve(BUCKET);
  }

  /** The settings of {@code clinical.object-store} for this store, as {@code key=value}. */
  public String[] springProperties(String prefix) {
    try {
      Path access =
          Files.writeString(folder.resolve("access-key"), accessKey, StandardCharsets.UTF_8);
      Path secret =
          Files.writeString(folder.resolve("secret-key"), secretKey, StandardCharsets.UTF_8);
      return new String[] {
        "clinical.object-store.endpoint=" + endpoint,
        "clinical.object-store.bucket=" + BUCKET,
        "clinical.object-store.access-key-file=" + access,
        "clinical.object-store.secret-key-file=" + secret,
        "clinical.object-store.prefix=" + prefix
      };
    } catch (IOException e) {
      throw new UncheckedIOException("key files not written", e);
    }
  }

  /** Ends the server. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
