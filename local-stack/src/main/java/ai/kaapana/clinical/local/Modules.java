package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.jdk.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built modules of a checkout and how they are started.
 *
 * <p>What runs is a copy of the checkout's own jars, so that a build in the meantime does not pull
 * them away.
 *
 * @param root the checkout
 * @param jdk the Java installation for every child
 * @param copies the folder for the copies
 */
record Modules(Path root, Jdk jdk, Path copies) {

  /** The command of a module's main class; the caller adds its arguments. */
  List<String> command(String module, String mainClass, int heapMegabytes, List<String> more) {
    var command = new ArrayList<String>();
    command.add(jdk.java().toString());
    command.addAll(
        List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    if (jdk.hasCompactObjectHeaders()) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(more);
    command.addAll(List.of("-cp", classPath(module), mainClass));
    return command;
  }

  private String classPath(String module) {
    var target = root.resolve(module).resolve("target");
    var libraries = target.resolve("runtime.classpath");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      var jar =
          files
              .filter(file -> isJarOf(module, file.getFileName().toString()))
              .max(Comparator.comparing(file -> file.toFile().lastModified()))
              .orElseThrow(() -> notBuilt(module));
      if (!Files.exists(libraries)) {
        throw notBuilt(module);
      }
      var entries = new ArrayList<String>();
      for (var entry : (jar + ":" + Files.readString(libraries).strip()).split(":")) {
        entries.add(copied(Path.of(entry), copies.resolve(module)).toString());
      }
      return String.join(":", entries);
    } catch (IOException e) {
      throw new StackException("The build of " + module + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Path copied(Path entry, Path folder) throws IOException {
    if (!entry.startsWith(root) || !Files.isRegularFile(entry)) {
      return entry;
    }
    Files.createDirectories(folder);
    return Files.copy(
        entry, folder.resolve(entry.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isJarOf(String module, String name) {
    return name.startsWith(module + "-")
        && name.endsWith(".jar")
        && !name.matches(".*-(sources|javadoc|tests)\\.jar");
  }

  private StackException notBuilt(String module) {
    return new StackException(
        "%s is not built: there is no jar with its runtime.classpath in %s. Run ./demo, or mvn -DskipTests package."
            .formatted(module, root.resolve(module).resolve("target")));
  }
}
