package ai.kaapana.clinical.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the system. */
public final class Programs {
  private static final String SYSTEM_FOLDERS = ":/usr/sbin:/sbin:/usr/local/sbin";

  private Programs() {}

  /** The program of this name on the search path. */
  public static Optional<Path> find(String name) {
    // Debian keeps servers in folders that are not on the path of every user.
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + SYSTEM_FOLDERS;
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether we run as the superuser. */
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
