package ai.kaapana.clinical.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real inputs that are not in the repository: the folder of the environment variable {@code
 * SAMPLES_DIR}, else of the system property {@code samples.dir}. Tests that read them carry
 * {@code @Tag("samples")} and are skipped without them.
 */
public final class Samples {

  private Samples() {}

  /** A file or folder of the samples; skips the test if it is not there. */
  public static Path path(String relative) {
    String environment = System.getenv("SAMPLES_DIR");
    String root =
        environment == null || environment.isBlank()
            ? System.getProperty("samples.dir", "")
            : environment;
    assumeTrue(!root.isBlank(), "SAMPLES_DIR is not set");
    Path path = Path.of(root).resolve(relative).normalize();
    assumeTrue(Files.exists(path), "not among the samples: " + relative);
    return path;
  }
}
