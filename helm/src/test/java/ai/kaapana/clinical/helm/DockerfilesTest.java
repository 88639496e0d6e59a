package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kaapana's builder reads Dockerfiles line by line, each with its own folder as context. */
class DockerfilesTest {

  private static final Path DOCKER =
      Path.of(System.getProperty("project.root", "..")).resolve("docker");
  private static final Pattern FROM =
      Pattern.compile("FROM [a-z0-9./-]+:[a-zA-Z0-9.-]+(?: AS [a-z]+)?");
  private static final Pattern COPY = Pattern.compile("COPY (?!--from=)(?:--\\S+ )*(\\S+) \\S+");

  static Stream<Path> images() throws IOException {
    try (var folders = Files.list(DOCKER)) {
      return folders
          .map(folder -> folder.resolve("Dockerfile"))
          .filter(Files::exists)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void hasTheThreeLabelsEachOnALineOfItsOwn(Path dockerfile) throws IOException {
    assertThat(Files.readAllLines(dockerfile))
        .contains("LABEL IMAGE=\"" + dockerfile.getParent().getFileName() + "\"")
        .contains("LABEL BUILD_IGNORE=\"False\"")
        .anyMatch(line -> line.startsWith("LABEL VERSION=\""));
  }

  @ParameterizedTest
  @MethodSource("images")
  void everyBaseHasATagAndNoneIsAStage(Path dockerfile) throws IOException {
    assertThat(lines(dockerfile, "FROM")).isNotEmpty().allMatch(FROM.asMatchPredicate());
  }

  @ParameterizedTest
  @MethodSource("images")
  void copiesFromItsOwnFolderAlone(Path dockerfile) throws IOException {
    assertThat(
            lines(dockerfile, "COPY").stream()
                .flatMap(line -> COPY.matcher(line).results())
                .map(result -> result.group(1)))
        .allMatch(source -> source.startsWith("files/"));
  }

  @Test
  void noOtherFileLooksLikeAnImage() throws IOException {
    var names = new HashSet<Path>();
    images().forEach(image -> names.add(image.getParent().getFileName()));

    assertThat(names).hasSizeGreaterThanOrEqualTo(8);
    try (var files = Files.walk(DOCKER, 2)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("Dockerfile")))
          .allMatch(file -> names.contains(file.getParent().getFileName()))
          .allMatch(file -> file.endsWith("Dockerfile"));
    }
  }

  private static List<String> lines(Path dockerfile, String instruction) throws IOException {
    return Files.readAllLines(dockerfile).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .toList();
  }
}
