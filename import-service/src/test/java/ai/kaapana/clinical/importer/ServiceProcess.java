package ai.kaapana.clinical.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One of our services as a process of its own, started from the class path that its build wrote.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);
  private final String module;
  private final String mainClass;
  private final Path folder;
  private final Map<String, String> settings;
  private Process process;
  private int port;

  private ServiceProcess(
      String module, String mainClass, Path folder, Map<String, String> settings) {
    this.module = module;
    this.mainClass = mainClass;
    this.folder = folder;
    this.settings = new TreeMap<>(settings);
  }

  static boolean built(String module) {
    return Files.isRegularFile(classPathFile(module));
  }

  static ServiceProcess start(
      String module, String mainClass, Path folder, Map<String, String> settings) {
    var service = new ServiceProcess(module, mainClass, folder, settings);
    service.start();
    return service;
  }

  /** Starts the service, again on the port it had before if it had one. */
  void start() {
    try {
      Files.createDirectories(folder);
      var portFile = folder.resolve("port");
      Files.deleteIfExists(portFile);
      settings.put("server.port", String.valueOf(port));
      settings.put("clinical.http.port-file", portFile.toString());
      var properties = folder.resolve("service.properties");
      List<String> lines = new ArrayList<>();
      settings.forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
      Files.write(properties, lines);
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx768m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classPath(),
                  mainClass,
                  "--spring.config.additional-location=" + properties.toUri())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      await(portFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Path portFile) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException(module + " ended, see " + log());
      }
      if (Files.exists(portFile) && !Files.readString(portFile).isBlank()) {
        port = Integer.parseInt(Files.readString(portFile).strip());
        if (ready()) {
          return;
        }
      }
      pause();
    }
    throw new IllegalStateException(module + " is not ready, see " + log());
  }

  private boolean ready() {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(address() + "/actuator/health/readiness"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  Path log() {
    return folder.resolve("service.log");
  }

  /** Kills the process as an out-of-memory killer would. */
  void kill() {
    process.destroyForcibly();
    waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    waitFor();
  }

  private void waitFor() {
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String classPath() throws IOException {
    var classes = root().resolve(module).resolve("target").resolve("classes");
    return classes + ":" + Files.readString(classPathFile(module)).strip();
  }

  private static Path classPathFile(String module) {
    return root().resolve(module).resolve("target").resolve("runtime.classpath");
  }

  private static Path root() {
    return Path.of(System.getProperty("project.root", ".."));
  }
}
