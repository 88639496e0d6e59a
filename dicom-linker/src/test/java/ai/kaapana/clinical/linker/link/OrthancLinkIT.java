package ai.kaapana.clinical.linker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kaapana.clinical.testing.FreePorts;
import ai.kaapana.clinical.testing.Samples;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples in a real Orthanc: the same studies, the same edges. */
@Tag("samples")
class OrthancLinkIT {

  private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String password = UUID.randomUUID().toString();

  private String authorization() {
    var pair = ("linker:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Test
  void linksTheSamplesAsFromTheDouble() throws IOException, InterruptedException {
    var samples = Samples.path("dicom");
    assumeTrue(Files.exists(PROGRAM) && Files.exists(PLUGIN), "no Orthanc with DICOMweb");
    int port = FreePorts.next();
    var orthanc = start(port);
    try {
      awaitReady(port);
      store(port, samples);
      var address = URI.create("http://127.0.0.1:" + port + "/dicom-web");
      try (var bench = Bench.at(address, this::authorization)) {
        var job = bench.linkAll();
        assertThat(job.units.in()).isEqualTo(34);
        assertThat(job.units.accepted()).isEqualTo(34);
        assertThat(SamplesLinkIT.edges(bench))
            .containsExactlyInAnyOrderElementsOf(SamplesLinkIT.expected("all"));
        assertThat(bench.linkAll().units.skipped()).isEqualTo(34);
      }
    } finally {
      orthanc.destroy();
      if (!orthanc.waitFor(20, TimeUnit.SECONDS)) {
        orthanc.destroyForcibly();
      }
    }
  }

  private Process start(int port) throws IOException {
    var settings = new HashMap<String, Object>();
    // It closes idle connections after a second; a request on such a one is lost.
    settings.put("KeepAlive", false);
    settings.putAll(
        Map.of(
            "StorageDirectory",
            folder.resolve("store").toString(),
            "IndexDirectory",
            folder.resolve("store").toString(),
            "Plugins",
            List.of(PLUGIN.toString()),
            "HttpPort",
            port,
            "RemoteAccessAllowed",
            false,
            "AuthenticationEnabled",
            true,
            "RegisteredUsers",
            Map.of("linker", password),
            "DicomServerEnabled",
            false,
            "OverwriteInstances",
            true,
            "DicomWeb",
            Map.of("Enable", true, "Root", "/dicom-web/")));
    Files.createDirectories(folder.resolve("store"));
    var file = folder.resolve("orthanc.json");
    Files.writeString(file, new ObjectMapper().writeValueAsString(settings));
    return new ProcessBuilder(PROGRAM.toString(), file.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void awaitReady(int port) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try {
        if (send(port, "/system", HttpRequest.newBuilder().GET()) == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("Orthanc does not start");
  }

  private void store(int port, Path samples) throws IOException, InterruptedException {
    List<Path> files;
    try (var walk = Files.walk(samples)) {
      files = walk.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
    }
    for (var file : files) {
      var body = HttpRequest.BodyPublishers.ofFile(file);
      assertThat(send(port, "/instances", HttpRequest.newBuilder().POST(body)))
          .as(file.getFileName().toString())
          .isEqualTo(200);
    }
  }

  private int send(int port, String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
            request
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
