package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.postgres.Folders;
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

/** One of the four services. */
final class ServicePart implements Part {
  private final Component component;
  private final Modules modules;
  private final DataFolder data;
  private final ServiceSettings settings;
  private final List<String> jvmOptions;
  private final boolean fixedPort;
  private int port;
  private @Nullable Child child;

  /**
   * @param port 0 for a free one
   */
  ServicePart(
      Component component,
      Modules modules,
      DataFolder data,
      ServiceSettings settings,
      List<String> jvmOptions,
      int port) {
    this.component = component;
    this.modules = modules;
    this.data = data;
    this.settings = settings;
    this.jvmOptions = jvmOptions;
    this.port = port;
    this.fixedPort = port != 0;
  }

  @Override
  public void start() {
    if (fixedPort && child == null) {
      Ports.requireFree(port, "--port");
    }
    var portFile = data.folder("run").resolve(component.id() + ".port");
    child = Child.start(launch(portFile));
    var readiness = new Readiness(child);
    try {
      port = readiness.port(portFile);
    } catch (StackException e) {
      if (port != 0 && child.log().tellsPortTaken()) {
        throw Ports.taken(port, "--port");
      }
      throw e;
    }
    readiness.service(address(), component.id());
  }

  private Child.Start launch(Path portFile) {
    var file = data.folder("config").resolve(component.id() + ".properties");
    try {
      Files.deleteIfExists(portFile);
      Folders.writePrivate(file, settings.text());
    } catch (IOException e) {
      throw new StackException(
          "The settings of " + component.id() + " cannot be written: " + e.getMessage(), e);
    }
    var command =
        modules.command(
            component.id(), component.mainClass(), component.heapMegabytes(), jvmOptions);
    command.add("--spring.config.additional-location=" + file.toUri());
    command.add("--server.port=" + port);
    command.add("--clinical.http.port-file=" + portFile);
    return new Child.Start(
        component.id(),
        command,
        Map.of(),
        data.folder("work-" + component.id()),
        data.folder("logs").resolve(component.id() + ".log"),
        data.folder("run").resolve(component.id() + ".pid"));
  }

  @Override
  public Child child() {
    return Optional.ofNullable(child)
        .orElseThrow(() -> new IllegalStateException(component.id() + " was not started"));
  }

  @Override
  public boolean isAlive() {
    return child != null && child.isAlive();
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }
}
