package ai.kaapana.clinical.linker.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSeriesTest {

  private static ProjectSeries read(String json) {
    return ProjectListReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void holdsASeriesInTheListedStudyAlone() {
    var series =
        read(
            """
            [{"series_instance_uid": "1.2.1 ", "study_instance_uid": "1.2", "description": null},
             {"study_instance_uid": "1.3", "series_instance_uid": "1.3.1", "tags": {"a": [1]}}]
            """);
    assertThat(series.studies()).containsExactly("1.2", "1.3");
    assertThat(series.holds("1.2", "1.2.1")).isTrue();
    assertThat(series.holds("1.3", "1.2.1")).isFalse();
    assertThat(series.holds("1.2", "1.2.2")).isFalse();
    assertThat(series.holds("1.4")).isFalse();
    assertThat(series).hasToString("ProjectSeries[2 studies]");
  }

  @Test
  void leavesOutRowsThatNameNoSeriesOrNoStudy() {
    var rows =
        List.of(
            new ProjectSeries.Row("1.2", ""),
            new ProjectSeries.Row("", "1.2.3"),
            new ProjectSeries.Row("../x", "1.2.3"));
    assertThat(ProjectSeries.of(rows).studies()).isEmpty();
    assertThat(read("[{}]").studies()).isEmpty();
  }

  @Test
  void takesAnEmptyListForAnEmptyProject() {
    assertThat(read("[]").studies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"errorMessage\":\"no\"}",
        "[{\"series_instance_uid\":\"1.2.1\",\"study_instance_uid\":\"1.2\"}",
        "[\"1.2.1\"]",
        "[][]",
        "null",
        "<html></html>"
      })
  void takesNothingElseForAList(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ProjectListException.class,
            e -> assertThat(e.reason()).isEqualTo(LinkerIssue.PROJECT_LIST_MALFORMED));
  }
}
