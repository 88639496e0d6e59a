package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.testing.TestObjectStore;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A project's bucket that opens to the tokens of one user: a real S3 server, and before it the
 * exchange of tokens, which that server does not have.
 *
 * <p>The services are told its addresses at their start; the S3 server runs from {@link #start} on.
 */
final class Bucket implements AutoCloseable {
  private static final String SESSION =
      "<r><Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>"
          + "<SessionToken>session</SessionToken></Credentials></r>";

  private final HttpServer exchange;
  private final ServerSocket kept;
  private volatile String user = "";
  private TestObjectStore store;

  Bucket() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      kept = new ServerSocket(0, 1, loopback);
      exchange = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.createContext("/", this::answer);
    exchange.start();
  }

  /** What import-service is told of it. */
  Map<String, String> settings() {
    return Map.of(
        "clinical.caller-buckets.endpoint", "http://127.0.0.1:" + kept.getLocalPort(),
        "clinical.caller-buckets.sts", "http://127.0.0.1:" + exchange.getAddress().getPort(),
        "clinical.caller-buckets.bucket", TestObjectStore.BUCKET);
  }

  /** Runs the S3 server. */
  void start() {
    if (store == null) {
      try {
        int port = kept.getLocalPort();
        kept.close();
        store =
            TestObjectStore.start(
                Files.createTempDirectory("clinical-bucket"),
                URI.create("http://127.0.0.1:" + port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** From now on tokens of this user open it, and no others. */
  void opensTo(String name) {
    user = name;
  }

  private void answer(HttpExchange request) throws IOException {
    var form =
        Arrays.stream(
                new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .split("&"))
            .map(field -> field.split("=", 2))
            .collect(
                Collectors.toMap(
                    field -> field[0],
                    field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    boolean own = claims(form.getOrDefault("WebIdentityToken", "")).contains('"' + user + '"');
    var body =
        own ? SESSION.formatted(store.accessKey(), store.secretKey()) : "<Error><Code/></Error>";
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(own ? 200 : 403, bytes.length);
    request.getResponseBody().write(bytes);
    request.close();
  }

  private static String claims(String token) {
    var parts = token.split("\\.");
    return parts.length == 3
        ? new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
        : "";
  }

  /** The objects by their keys. */
  Map<String, Path> objects() {
    var root = store.bucketFolder();
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> root.relativize(file).toString(),
                  file -> file,
                  (a, b) -> b,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    exchange.stop(0);
    if (store != null) {
      store.close();
    }
  }
}
