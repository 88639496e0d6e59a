package ai.kaapana.clinical.local.jdk;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a Java installation: CLINICAL_JAVA_HOME, JAVA_HOME, the one that runs, the usual
 * folders.
 *
 * <p><b>Why:</b> many systems come with an older default {@code java}. CLINICAL_JAVA_HOME is an
 * order: if it names an installation that is too old or none at all, that is an error and not a
 * reason to take another one.
 */
public final class Jdks {
  private static final String OWN_VARIABLE = "CLINICAL_JAVA_HOME";

  private final Map<String, String> environment;
  private final Path running;
  private final List<Path> usualFolders;

  /**
   * A search with everything it depends on.
   *
   * @param environment environment variables
   * @param running the installation that runs this process
   * @param usualFolders folders whose sub-folders may be installations
   */
  public Jdks(Map<String, String> environment, Path running, List<Path> usualFolders) {
    this.environment = environment;
    this.running = running;
    this.usualFolders = usualFolders;
  }

  /** A search on this machine. */
  public static Jdks ofThisMachine() {
    return new Jdks(
        System.getenv(),
        Path.of(System.getProperty("java.home")),
        List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"), Path.of("/usr/java")));
  }

  /**
   * The first installation that is new enough.
   *
   * @throws StackException if there is none; the message says what was looked at and what to
   *     install
   */
  public Jdk find() {
    var named = environment.getOrDefault(OWN_VARIABLE, "");
    if (!named.isBlank()) {
      return named(Path.of(named));
    }
    var seen = new ArrayList<Jdk>();
    Optional.ofNullable(environment.get("JAVA_HOME"))
        .filter(home -> !home.isBlank())
        .flatMap(home -> Jdk.at(Path.of(home), "JAVA_HOME"))
        .ifPresent(seen::add);
    Jdk.at(running, "the running Java").ifPresent(seen::add);
    usualFolders.forEach(folder -> seen.addAll(below(folder)));
    return seen.stream().filter(Jdk::isNewEnough).findFirst().orElseThrow(() -> none(seen));
  }

  private static Jdk named(Path home) {
    var jdk =
        Jdk.at(home, OWN_VARIABLE)
            .orElseThrow(
                () ->
                    new StackException(
                        OWN_VARIABLE + " is " + home + ", but there is no Java in it."));
    if (!jdk.isNewEnough()) {
      throw new StackException(
          "%s is %s, which is Java %d; Java %d or newer is needed."
              .formatted(OWN_VARIABLE, home, jdk.feature(), Jdk.NEEDED));
    }
    return jdk;
  }

  /** The installations of a folder, the newest first. */
  private static List<Jdk> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .sorted()
          .flatMap(child -> Jdk.at(child, folder.toString()).stream())
          .sorted(Comparator.comparingInt(Jdk::feature).reversed())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static StackException none(List<Jdk> seen) {
    var found = new StringBuilder();
    seen.forEach(
        jdk -> found.append("\n  Java ").append(jdk.feature()).append(" in ").append(jdk.home()));
    return new StackException(
        "Java "
            + Jdk.NEEDED
            + " or newer is needed and was not found."
            + (seen.isEmpty() ? "" : "\nFound, but too old:" + found)
            + "\nInstall one (Debian 13: apt install openjdk-21-jdk; others: https://adoptium.net) or name its folder in "
            + OWN_VARIABLE
            + ".");
  }
}
