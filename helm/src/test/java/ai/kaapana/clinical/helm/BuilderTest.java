package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kaapana's builder finds the images of a chart by reading its files line by line. */
class BuilderTest {

  private static final Pattern IMAGE_LINE = Pattern.compile("^\\s*-?\\s*image:\\s*(.+)$");
  private static final Pattern RESOLVED =
      Pattern.compile(
          "\"\\{\\{ \\.Values\\.global\\.registry_url }}/([a-z-]+):"
              + "\\{\\{ \\.Values\\.global\\.kaapana_build_version }}\"");

  private static final Map<Chart, Set<String>> IMAGES =
      Map.of(
          Chart.DATA,
          Set.of(
              "clinical-postgres",
              "clinical-fhir-server",
              "clinical-dicom-linker",
              "clinical-import-service",
              "clinical-radiomics-adapter"),
          Chart.WORKFLOW,
          Set.of("dag-clinical-data", "clinical-tools", "clinical-pyradiomics"));

  /** Run by tasks of workflows and by no pod of a chart. */
  private static final Set<String> OF_TASKS = Set.of("clinical-pyradiomics");

  @ParameterizedTest
  @EnumSource
  void everyImageLineIsOneThatTheBuilderResolves(Chart chart) throws IOException {
    var found = new TreeSet<String>();
    for (var line : imageLines(chart)) {
      var resolved = RESOLVED.matcher(line);
      assertThat(line).matches(RESOLVED);
      if (resolved.matches()) {
        found.add(resolved.group(1));
      }
    }

    assertThat(found).isEqualTo(IMAGES.get(chart));
  }

  @ParameterizedTest
  @EnumSource
  void everyImageOfARenderedContainerStandsInSuchALine(Chart chart) {
    assertThat(chart.launched().workloads().flatMap(Manifests::containers))
        .extracting(container -> container.path("image").asText())
        .allMatch(image -> image.startsWith("registry.example.org/kaapana/"))
        .allMatch(image -> image.endsWith(":0.6.0"))
        .extracting(image -> image.replaceAll(".*/|:.*", ""))
        .containsAll(
            IMAGES.get(chart).stream().filter(image -> !OF_TASKS.contains(image)).toList());
  }

  /** The builder looks neither into sub-folders nor into partial templates. */
  @ParameterizedTest
  @EnumSource
  void noImageHidesWhereTheBuilderDoesNotLook(Chart chart) throws IOException {
    try (var files = Files.walk(chart.path())) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !isRead(chart, file))
                  .flatMap(file -> lines(file).stream())
                  .filter(line -> IMAGE_LINE.matcher(line).matches()))
          .isEmpty();
    }
  }

  @Test
  void chartsAreFoundByTheirOwnNames() throws IOException {
    try (var files = Files.walk(Path.of(""))) {
      assertThat(
              files
                  .filter(file -> !file.startsWith("target"))
                  .filter(file -> file.getFileName().toString().equals("Chart.yaml"))
                  .map(file -> file.getParent().toString()))
          .containsExactlyInAnyOrder("clinical-data-chart", "clinical-data-workflow");
    }
  }

  private static List<String> imageLines(Chart chart) throws IOException {
    try (var files = Files.list(chart.path().resolve("templates"))) {
      return files
          .filter(file -> isRead(chart, file))
          .flatMap(file -> lines(file).stream())
          .map(IMAGE_LINE::matcher)
          .filter(matcher -> matcher.matches())
          .map(matcher -> matcher.group(1))
          .collect(Collectors.toList());
    }
  }

  private static boolean isRead(Chart chart, Path file) {
    var folder = file.getParent();
    return file.toString().endsWith(".yaml")
        && (folder.equals(chart.path().resolve("templates")) || folder.equals(chart.path()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
