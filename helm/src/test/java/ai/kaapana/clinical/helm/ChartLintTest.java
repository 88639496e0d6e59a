package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Helm and Kaapana's store demand of a chart as a whole. */
class ChartLintTest {

  @ParameterizedTest
  @EnumSource
  void helmFindsNothingWrong(Chart chart) {
    var result = chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING"));
  }

  @ParameterizedTest
  @EnumSource
  void makesOneArchiveForTheUpload(Chart chart, @TempDir Path folder) throws IOException {
    chart.helm().packageIt().withDestination(folder).call();

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(chart.folder() + "-0.0.0.tgz"));
    }
    // nothing is left out of the archive
    var archive = folder.resolve(chart.folder() + "-0.0.0.tgz");
    assertThat(chart.launched(Helm.template(archive.toString())).golden())
        .isEqualTo(chart.launched(chart.helm().template()).golden());
  }

  @Test
  void theStoreListsOneApplicationAndOneWorkflow() throws IOException {
    assertThat(words(description(Chart.DATA).path("keywords")))
        .containsExactlyInAnyOrder("kaapanaapplication", "kaapanamultiinstallable");
    assertThat(words(description(Chart.WORKFLOW).path("keywords")))
        .containsExactly("kaapanaworkflow");
  }

  @ParameterizedTest
  @EnumSource
  void theDescriptionHoldsWhatTheStoreReads(Chart chart) throws IOException {
    var description = description(chart);

    assertThat(description.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(description.path("name").asText()).isEqualTo(chart.folder());
    assertThat(description.path("version").asText()).isEqualTo("0.0.0");
    assertThat(description.path("appVersion").asText()).isNotBlank();
    assertThat(description.path("description").asText()).isNotBlank();
    assertThat(description.path("annotations").path("ui-visible-name").asText()).isNotBlank();
    assertThat(description.path("annotations").path("documentation").asText()).isNotBlank();
  }

  /** Kaapana's builder reads one document of each of these files. */
  @ParameterizedTest
  @EnumSource
  void itsOwnFilesAreSingleDocuments(Chart chart) throws IOException {
    for (var file : List.of("Chart.yaml", "values.yaml")) {
      assertThat(Files.readString(chart.path().resolve(file)).lines())
          .as(file)
          .noneMatch(line -> line.startsWith("---"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ownGlobalsNeverOverrideWhatTheStoreSends(Chart chart) throws IOException {
    var values = Manifests.yaml(Files.readString(chart.path().resolve("values.yaml")));

    assertThat(values.path("global").isObject()).isTrue();
    assertThat(Manifests.texts(values.path("global")).values()).containsOnly("");
  }

  @Test
  void theLaunchDialogAsksOnlyWhatArrives() throws IOException {
    var values = Manifests.yaml(Files.readString(Chart.DATA.path().resolve("values.yaml")));
    var parameters = values.path("extension_params");

    assertThat(parameters.properties()).isNotEmpty();
    for (var parameter : parameters.properties()) {
      var entry = parameter.getValue();
      assertThat(values.path("global").has(parameter.getKey())).as(parameter.getKey()).isTrue();
      assertThat(entry.path("type").asText()).isIn("string", "list_single");
      assertThat(entry.path("definition").asText()).isNotBlank();
      // what is sent loses blanks, quotes and semicolons
      assertThat(entry.path("default").asText()).matches("[A-Za-z0-9.-]+");
      if (entry.path("type").asText().equals("list_single")) {
        assertThat(words(entry.path("value"))).contains(entry.path("default").asText());
      } else {
        assertThat(entry.path("value").asText("-")).isEmpty();
      }
    }
  }

  private static JsonNode description(Chart chart) throws IOException {
    return Manifests.yaml(Files.readString(chart.path().resolve("Chart.yaml")));
  }

  private static List<String> words(JsonNode array) {
    return Manifests.items(array).map(JsonNode::asText).toList();
  }
}
