package ai.kaapana.clinical.local.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Java installation.
 *
 * @param home its folder
 * @param feature its feature release, such as 21
 * @param source where it was found, for the message that says which one is used
 */
public record Jdk(Path home, int feature, String source) {
  /** The oldest release that the services run on. */
  public static final int NEEDED = 21;

  private static final int COMPACT_HEADERS = 25;
  private static final Pattern VERSION =
      Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");

  /** The installation in a folder, if there is one whose release file can be read. */
  static Optional<Jdk> at(Path home, String source) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      var version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find()
          ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1)), source))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The program that starts a Java process. */
  public Path java() {
    return home.resolve("bin/java");
  }

  /** Whether it knows {@code -XX:+UseCompactObjectHeaders} as a product option. */
  public boolean hasCompactObjectHeaders() {
    return feature >= COMPACT_HEADERS;
  }

  boolean isNewEnough() {
    return feature >= NEEDED;
  }
}
