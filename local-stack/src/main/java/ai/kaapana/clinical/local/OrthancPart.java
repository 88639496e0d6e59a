package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.postgres.Folders;
import ai.kaapana.clinical.local.process.Child;
import ai.kaapana.clinical.local.process.Ports;
import ai.kaapana.clinical.local.process.Programs;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Orthanc as the PACS: on a free port, with a random password, refusing everything that
 * does not come from this machine, since it has no setting for the address it listens on.
 */
final class OrthancPart implements Part {
  private static final String USER = "demo";
  private static final String PLUGIN = "libOrthancDicomWeb.so";
  private static final List<Path> PLUGIN_FOLDERS =
      List.of(
          Path.of("/usr/share/orthanc/plugins"),
          Path.of("/usr/lib/orthanc"),
          Path.of("/usr/lib/x86_64-linux-gnu/orthanc"));
  private static final int ATTEMPTS = 3;

  private final DataFolder data;
  private final Path dicom;
  private final Consumer<String> messages;
  private int port;
  private @Nullable Child child;

  OrthancPart(DataFolder data, Path dicom, Consumer<String> messages) {
    this.data = data;
    this.dicom = dicom;
    this.messages = messages;
  }

  @Override
  public void start() {
    var program = Programs.find("Orthanc").orElseThrow(OrthancPart::notInstalled);
    var plugin =
        PLUGIN_FOLDERS.stream()
            .map(folder -> folder.resolve(PLUGIN))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(OrthancPart::notInstalled);
    boolean first = port == 0;
    var kept = data.folder("ports").resolve("orthanc");
    for (int attempt = 1; ; attempt++) {
      if (first) {
        int remembered = attempt == 1 ? Ports.remembered(kept) : 0;
        port = remembered == 0 ? Ports.free() : remembered;
      }
      try {
        launch(program, plugin);
        break;
      } catch (StackException e) {
        if (!first || attempt == ATTEMPTS || !child().log().contains("port")) {
          throw e;
        }
      }
    }
    Ports.remember(kept, port);
    upload();
  }

  private void launch(Path program, Path plugin) {
    var configuration = data.folder("config").resolve("orthanc.json");
    try {
      Folders.writePrivate(configuration, configuration(plugin));
    } catch (IOException e) {
      throw new StackException("The settings of Orthanc cannot be written: " + e.getMessage(), e);
    }
    child =
        Child.start(
            new Child.Start(
                "orthanc",
                List.of(program.toString(), configuration.toString()),
                Map.of(),
                data.path(),
                data.folder("logs").resolve("pacs.log"),
                data.folder("run").resolve("pacs.pid")));
    new Readiness(child).await(() -> http().get(URI.create(root() + "/system")).isOk());
  }

  private static StackException notInstalled() {
    return new StackException(
        "Orthanc or its DICOMweb plugin is not installed. On Debian: apt install orthanc orthanc-dicomweb."
            + " Without it, --pacs double needs nothing.");
  }

  private String configuration(Path plugin) throws IOException {
    var json = new ObjectMapper();
    var settings = json.createObjectNode();
    var storage = data.folder("orthanc").toString();
    settings
        .put("Name", "clinical-data")
        .put("StorageDirectory", storage)
        .put("IndexDirectory", storage);
    // It closes idle connections after a second; a request on such a one would be lost.
    settings
        .put("HttpPort", port)
        .put("KeepAlive", false)
        .put("RemoteAccessAllowed", false)
        .put("AuthenticationEnabled", true);
    settings.putObject("RegisteredUsers").put(USER, data.secret("pacs"));
    settings
        .put("DicomServerEnabled", false)
        .put("DefaultEncoding", "Utf8")
        .put("OverwriteInstances", true);
    settings.putArray("Plugins").add(plugin.toString());
    settings
        .putObject("DicomWeb")
        .put("Enable", true)
        .put("Root", "/dicom-web/")
        .put("StudiesMetadata", "Full")
        .put("SeriesMetadata", "Full");
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(settings);
  }

  /** Sends all files; Orthanc keeps one copy of what it has. */
  private void upload() {
    messages.accept("sending the DICOM files to Orthanc");
    try (Stream<Path> files = Files.walk(dicom)) {
      for (var file : files.filter(path -> path.toString().endsWith(".dcm")).sorted().toList()) {
        var answer =
            http()
                .post(
                    URI.create(root() + "/instances"),
                    "application/dicom",
                    BodyPublishers.ofFile(file));
        if (!answer.isOk()) {
          throw new StackException(
              "Orthanc does not accept " + file + " (" + answer.reason() + ")");
        }
      }
    } catch (IOException e) {
      throw new StackException("The DICOM files cannot be sent to Orthanc: " + e.getMessage(), e);
    }
  }

  private LocalHttp http() {
    var login = (USER + ":" + data.secret("pacs")).getBytes(StandardCharsets.UTF_8);
    return new LocalHttp(
        () -> Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(login)));
  }

  private String root() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public Child child() {
    return Optional.ofNullable(child)
        .orElseThrow(() -> new IllegalStateException("The PACS was not started"));
  }

  @Override
  public boolean isAlive() {
    return child != null && child.isAlive();
  }

  @Override
  public URI address() {
    return URI.create(root() + "/dicom-web");
  }

  @Override
  public Map<String, String> pacsSettings() {
    return Map.of(
        "clinical.linker.pacs.name",
        "demo",
        "clinical.linker.pacs.base-url",
        address().toString(),
        "clinical.linker.pacs.username",
        USER,
        "clinical.linker.pacs.password-file",
        data.secretFile("pacs").toString());
  }
}
