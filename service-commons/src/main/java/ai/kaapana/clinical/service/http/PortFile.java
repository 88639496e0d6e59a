package ai.kaapana.clinical.service.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Writes the port once the service listens, in one step, so that a reader never sees half a number.
 */
final class PortFile implements ApplicationListener<WebServerInitializedEvent> {

  private final Path file;

  PortFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent event) {
    if (event.getApplicationContext().getServerNamespace() != null) {
      return; // the management server, if it has a port of its own
    }
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(
          written, Integer.toString(event.getWebServer().getPort()), StandardCharsets.US_ASCII);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the port file cannot be written", e);
    }
  }
}
