package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.process.Child;
import ai.kaapana.clinical.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PACS double on a folder of DICOM files. */
final class DoublePart implements Part {
  private static final int HEAP_MEGABYTES = 512;

  private final Modules modules;
  private final DataFolder data;
  private final Path dicom;
  private final List<String> jvmOptions;
  private int port;
  private @Nullable Child child;

  DoublePart(Modules modules, DataFolder data, Path dicom, List<String> jvmOptions) {
    this.modules = modules;
    this.data = data;
    this.dicom = dicom;
    this.jvmOptions = jvmOptions;
  }

  @Override
  public void start() {
    if (!Files.isDirectory(dicom)) {
      throw new StackException("There is no folder of DICOM files at " + dicom + ".");
    }
    var token = data.secret("pacs");
    var portFile = data.folder("run").resolve("pacs.port");
    try {
      Files.deleteIfExists(portFile);
    } catch (IOException e) {
      throw new StackException(portFile + " cannot be removed: " + e.getMessage(), e);
    }
    var kept = data.folder("ports").resolve("pacs");
    if (port == 0) {
      // The store knows the PACS by its address: another port at each start would be a change.
      port = Ports.remembered(kept);
    }
    var command =
        modules.command(
            "pacs-double", "ai.kaapana.clinical.pacs.PacsDouble", HEAP_MEGABYTES, jvmOptions);
    command.addAll(List.of("--dicom", dicom.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--port-file", portFile.toString(), "--bind", "127.0.0.1"));
    command.addAll(List.of("--token-file", data.secretFile("pacs").toString()));
    child =
        Child.start(
            new Child.Start(
                "pacs-double",
                command,
                Map.of(),
                data.path(),
                data.folder("logs").resolve("pacs.log"),
                data.folder("run").resolve("pacs.pid")));
    var readiness = new Readiness(child);
    port = readiness.port(portFile);
    Ports.remember(kept, port);
    var http = LocalHttp.withToken(() -> token);
    readiness.await(() -> http.get(URI.create(address() + "/studies?limit=1")).isOk());
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
    return URI.create("http://127.0.0.1:" + port + "/dicom-web");
  }

  @Override
  public Map<String, String> pacsSettings() {
    return Map.of(
        "clinical.linker.pacs.name", "demo",
        "clinical.linker.pacs.base-url", address().toString(),
        "clinical.linker.pacs.token-file", data.secretFile("pacs").toString());
  }
}
