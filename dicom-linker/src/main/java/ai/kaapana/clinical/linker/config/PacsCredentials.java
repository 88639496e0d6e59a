package ai.kaapana.clinical.linker.config;

import ai.kaapana.clinical.service.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Supplier;

/** The Authorization header for the PACS; files are read for each request, since tokens rotate. */
final class PacsCredentials implements Supplier<String> {

  private final LinkerProperties.Pacs pacs;

  PacsCredentials(LinkerProperties.Pacs pacs) {
    this.pacs = pacs;
  }

  @Override
  public String get() {
    if (pacs.tokenFile() != null) {
      return "Bearer " + read(pacs.tokenFile());
    }
    if (pacs.username() != null && pacs.passwordFile() != null) {
      var pair = pacs.username() + ":" + read(pacs.passwordFile());
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    return "";
  }

  /** Refuses to start with credentials that cannot be read. */
  void check() {
    try {
      if (!get().contains("\n")) {
        return;
      }
    } catch (UncheckedIOException e) {
      // falls through: the message is the same, and the cause names just the file
    }
    throw new ConfigurationException(
        "clinical.linker.pacs",
        "names a password-file or token-file that is not a readable line of text",
        "Mount the secret and give the service the right to read it.");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The credentials of the PACS cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "PacsCredentials";
  }
}
