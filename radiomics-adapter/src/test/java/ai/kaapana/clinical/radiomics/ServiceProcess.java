package ai.kaapana.clinical.radiomics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A service as a process of its own, so that it can be killed. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(400);
  private static final int SHOWN = 6_000;

  private final Process process;
  private final Path portFile;
  private final Path log;

  private ServiceProcess(Process process, Path portFile, Path log) {
    this.process = process;
    this.portFile = portFile;
    this.log = log;
  }

  /** What fhir-server's module has built; the test is skipped if that is nothing. */
  static String fhirServerClassPath(Path folder) throws IOException {
    var target = Path.of(System.getProperty("project.root", "..")).resolve("fhir-server/target");
    var jar = target.resolve("fhir-server-0.1.0-SNAPSHOT.jar");
    var classPath = target.resolve("runtime.classpath");
    assumeTrue(Files.exists(jar) && Files.exists(classPath), "fhir-server is not built");
    Files.createDirectories(folder);
    var copy = folder.resolve("fhir-server.jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    return copy + File.pathSeparator + Files.readString(classPath).strip();
  }

  /** The class path of the running test. */
  static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Starts a service and waits until it listens. */
  static ServiceProcess start(
      String classPath, String mainClass, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var portFile = folder.resolve("port");
    Files.deleteIfExists(portFile);
    var file = folder.resolve("application.properties");
    Files.writeString(file, text(settings, portFile), StandardCharsets.UTF_8);
    var log = folder.resolve("log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, mainClass));
    command.add("--spring.config.additional-location=file:" + file);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    var service = new ServiceProcess(process, portFile, log);
    service.await();
    return service;
  }

  int port() throws IOException {
    return Integer.parseInt(Files.readString(portFile).strip());
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void await() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + START.toNanos();
    while (!Files.exists(portFile) || Files.readString(portFile).isBlank()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        var text = log();
        throw new IllegalStateException(
            "The service did not start: " + text.substring(Math.max(0, text.length() - SHOWN)));
      }
      Thread.sleep(100);
    }
  }

  private static String text(Map<String, String> settings, Path portFile) {
    var all = new TreeMap<>(settings);
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("clinical.http.port-file", portFile.toString());
    var text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }
}
