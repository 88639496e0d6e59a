package ai.kaapana.clinical.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A service of the suite as a process of its own, so that it can be killed. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(400);
  private static final int SHOWN = 6_000;

  private final String classPath;
  private final String mainClass;
  private final Map<String, String> settings;
  private final Path folder;
  private Process process;
  private int port;

  private ServiceProcess(
      String classPath, String mainClass, Map<String, String> settings, Path folder) {
    this.classPath = classPath;
    this.mainClass = mainClass;
    this.settings = new TreeMap<>(settings);
    this.folder = folder;
  }

  /** What a module has built; the test is skipped if that is nothing. */
  public static String classPathOf(String module) throws IOException {
    var target =
        Path.of(System.getProperty("project.root", "..")).resolve(module).resolve("target");
    var libraries = target.resolve("runtime.classpath");
    assumeTrue(Files.exists(libraries), module + " is not built");
    return target.resolve("classes") + File.pathSeparator + Files.readString(libraries).strip();
  }

  /**
   * Starts a service on a free port of the loopback address and waits until it is ready.
   *
   * @param folder for its settings and its log
   */
  public static ServiceProcess start(
      String classPath, String mainClass, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    var service = new ServiceProcess(classPath, mainClass, settings, folder);
    service.start();
    return service;
  }

  /** Starts it again, on the port that it had. */
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.deleteIfExists(portFile());
    var file = folder.resolve("application.properties");
    Files.writeString(file, properties());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                mainClass,
                "--spring.config.additional-location=" + file.toUri())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await();
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its address, without a slash at the end. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Everything that it has logged. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** Ends it as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        var text = log();
        throw new IllegalStateException(
            mainClass + " did not start: " + text.substring(Math.max(0, text.length() - SHOWN)));
      }
      Thread.sleep(200);
    }
  }

  private boolean ready() throws IOException, InterruptedException {
    if (!Files.exists(portFile()) || Files.readString(portFile()).isBlank()) {
      return false;
    }
    port = Integer.parseInt(Files.readString(portFile()).strip());
    var request =
        HttpRequest.newBuilder(URI.create(address() + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Path portFile() {
    return folder.resolve("port").toAbsolutePath();
  }

  private String properties() {
    var all = new TreeMap<>(settings);
    all.put("server.port", String.valueOf(port));
    all.put("server.address", "127.0.0.1");
    all.put("clinical.http.port-file", portFile().toString());
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
        .collect(Collectors.joining());
  }
}
