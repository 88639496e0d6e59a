package ai.kaapana.clinical.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The libraries that are shipped. The build writes their list when it packages, so this runs with
 * the integration tests, after that.
 */
class RuntimeClassPathIT {

  /** Half of the 375 MB of HAPI's own starter. */
  private static final long MOST_BYTES = 187_000_000;

  private static final Path TARGET = Path.of("target");

  @Test
  void theJarsHaveAtMostHalfTheSizeOfThoseOfTheStarterOfHapi() throws IOException {
    long sum = 0;
    for (Path jar : jars()) {
      sum += Files.size(jar);
    }
    assertThat(sum).isPositive().isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void theClassPathHoldsNoLibraryOfAFeatureThatIsOff() throws IOException {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString())
        .isNotEmpty()
        .noneMatch(
            name ->
                Stream.of("elasticsearch-java", "jena-", "netty-", "s3-", "graphql-java")
                    .anyMatch(name::startsWith));
  }

  private static List<Path> jars() throws IOException {
    String libraries = Files.readString(TARGET.resolve("runtime.classpath")).strip();
    try (Stream<Path> own = Files.list(TARGET)) {
      return Stream.concat(
              own.filter(path -> path.getFileName().toString().matches("fhir-server-.*\\.jar"))
                  .filter(path -> !path.toString().matches(".*-(sources|javadoc|tests)\\.jar")),
              Stream.of(libraries.split(File.pathSeparator)).map(Path::of))
          .toList();
    }
  }
}
