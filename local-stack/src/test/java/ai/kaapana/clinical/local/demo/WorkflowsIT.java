package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.testing.StateSnapshot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every workflow in the real Airflow, from an empty store; nothing else has loaded anything. */
@Tag("acceptance")
@ExtendWith(SystemUnderTest.Provider.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkflowsIT {

  private static final int WORKFLOWS = 8;
  private static final int MEASURED = 10;
  private static final int OF_THE_COHORT = 65;
  private static final Pattern UID = Pattern.compile("2\\.25\\.\\d{20,}");

  @TempDir static Path folder;
  private static Airflow airflow;
  private static StateSnapshot first;

  @BeforeAll
  static void emptyTheStore(SystemUnderTest system) throws Exception {
    system.empty();
    airflow = new Airflow(system.stack(), system.cohort().getParent(), folder);
  }

  @Test
  @Order(1)
  void everyWorkflowDoesOnAnEmptyStoreWhatItIsFor(SystemUnderTest system) throws Exception {
    assertThat(system.snapshot().countsByType()).doesNotContainKeys("Patient", "ImagingStudy");
    var results = airflow.run("all");
    assertGreen(results);
    assertThat(results.keySet().stream().map(name -> name.split(",")[0]).distinct())
        .hasSize(WORKFLOWS);
    first = system.snapshot();
    assertThat(first.countsByType()).containsEntry("ImagingStudy", 42L);
    ExpectedTable.assertEqual(
        Files.readString(airflow.bucket("clinical/tables/table.csv")),
        Files.readString(system.cohort().resolve("expected/joint-table.csv")));
    assertThat(airflow.bucket("clinical/tables/columns.json")).isNotEmptyFile();
    assertThat(airflow.bucket("staticwebsiteresults/report.html"))
        .content()
        .contains("log-rank")
        .contains("<img");
    assertDataset(results.get("clinical-cohort-to-dataset").path("calls"));
  }

  /** What the platform's backend, a double, was told: a dataset, and a workflow on it. */
  private static void assertDataset(JsonNode calls) {
    assertThat(calls.findValuesAsText("call"))
        .containsExactly("PUT /client/dataset", "POST /client/workflow");
    assertThat(calls.findValuesAsText("project")).allMatch(text -> text.contains("\"demo\""));
    var dataset = calls.path(0).path("body");
    assertThat(dataset.path("name").asText()).isEqualTo("from-60");
    assertThat(dataset.path("action").asText()).isEqualTo("UPDATE");
    assertThat(dataset.path("identifiers").size()).isBetween(10, 40);
    var order = calls.path(1).path("body");
    assertThat(order.path("dag_id").asText()).isEqualTo("radiomics-to-fhir");
    assertThat(order.path("conf_data").path("data_form").path("identifiers"))
        .isEqualTo(dataset.path("identifiers"));
  }

  /** One of them is a voxel alone, which is a panel with a reason and no value. */
  @Test
  @Order(2)
  void everyChosenSegmentHasItsPanelFromBothTools(SystemUnderTest system) throws IOException {
    var ours = measured(system, "pyradiomics-1mm", "original_glcm_JointEntropy");
    assertThat(ours).hasSize(MEASURED - 1);
    var mitk = measured(system, "mitk-full", "First Order::Mean");
    assertThat(mitk).hasSize(MEASURED - 1);
    assertThat(measured(system, "bin25", "original_firstorder_Mean")).containsAllEntriesOf(mitk);
    var count =
        "/Observation?identifier="
            + "https://kaapana.ai/fhir/clinical/sid/radiomics-panel%7C&_summary=count";
    var panels = system.stack().http().get(URI.create(system.stack().fhir() + count));
    assertThat(panels.json().path("total").asInt()).isEqualTo(OF_THE_COHORT + 2 * MEASURED);
  }

  @Test
  @Order(3)
  void aSecondRunOfEveryWorkflowWritesNothing(SystemUnderTest system) throws Exception {
    assertGreen(airflow.run("all"));
    system.snapshot().assertEqualStateAndVersions(first);
  }

  @Test
  @Order(4)
  void aDeadStoreFailsATaskWhichAirflowTriesAgain(SystemUnderTest system) throws Exception {
    Files.delete(airflow.bucket("clinical/tables/table.csv"));
    system.stack().kill9(Component.FHIR_SERVER);
    var results = airflow.run("retry", () -> system.stack().restart(Component.FHIR_SERVER));
    assertThat(results.get("first try").path("tasks").path("fhir-query").asText())
        .isEqualTo("up_for_retry");
    assertThat(logged("attempt=1.log"))
        .anyMatch(
            text -> text.contains("fhir-server does not answer after 5 tries (ConnectionError)"));
    assertThat(results.get("retried").path("tasks")).allMatch(s -> s.asText().equals("success"));
    assertThat(results.get("retried").path("tries").path("fhir-query").asInt()).isEqualTo(2);
    ExpectedTable.assertEqual(
        Files.readString(airflow.bucket("clinical/tables/table.csv")),
        Files.readString(system.cohort().resolve("expected/joint-table.csv")));
  }

  @Test
  @Order(5)
  void aServiceThatFailsOrRefusesIsNamedAndTheClearedRunIsGreen(SystemUnderTest system)
      throws Exception {
    var results = airflow.run("failing");
    for (var name : List.of("error", "refused")) {
      assertThat(results.get(name).path("state").asText()).as(name).isEqualTo("failed");
      assertThat(results.get(name).path("tasks").path("radiomics-to-fhir").asText())
          .isEqualTo("failed");
      assertThat(results.get(name).path("tasks").path("clean").asText())
          .isEqualTo("upstream_failed");
    }
    assertThat(logged(".stdout"))
        .anyMatch(text -> text.contains("radiomics-adapter answered 500"))
        .anyMatch(text -> text.contains("radiomics-adapter does not answer after 5 tries"));
    assertGreen(Map.of("repaired", results.get("repaired")));
    system.snapshot().assertEqualStateAndVersions(first);
  }

  @Test
  @Order(6)
  void noLogOfAirflowHoldsAValueOfAPatient(SystemUnderTest system) throws IOException {
    var tokens = tokens(system);
    assertThat(tokens).hasSizeGreaterThan(200);
    var logs = airflow.logs();
    assertThat(logs.values()).anyMatch(text -> text.contains("regions 10, failed"));
    logs.forEach(
        (file, text) ->
            assertThat(tokens.stream().filter(text::contains)).as("values in " + file).isEmpty());
  }

  private static void assertGreen(Map<String, JsonNode> results) {
    results.forEach(
        (name, result) -> {
          assertThat(result.path("state").asText()).as(name).isEqualTo("success");
          // A run without a single task counts as success in Airflow, and so does a skipped one.
          assertThat(result.path("tasks"))
              .as(name)
              .isNotEmpty()
              .allMatch(state -> state.asText().equals("success"));
        });
  }

  private static List<String> logged(String ending) throws IOException {
    return airflow.logs().entrySet().stream()
        .filter(log -> log.getKey().endsWith(ending))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The values of one feature by segment, where there are any. */
  private static Map<String, Double> measured(SystemUnderTest system, String name, String feature)
      throws IOException {
    var request =
        """
        {"rows": "roi", "radiomics": {"configuration": "%s", "features": ["%s"]}}
        """
            .formatted(name, feature);
    var answer =
        system
            .stack()
            .http()
            .postJson(URI.create(system.stack().fhir() + "/$joint-table"), request, "text/csv");
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    var records = Csv.read(answer.body());
    var header = records.getFirst();
    var values = new TreeMap<String, Double>();
    for (var row : records.subList(1, records.size())) {
      var segment = row.get(header.indexOf("seg_uid")) + "#" + row.get(header.indexOf("segment"));
      if (!row.get(header.size() - 1).isEmpty()) {
        values.put(segment, Double.valueOf(row.get(header.size() - 1)));
      }
    }
    return values;
  }

  /** PatientIDs, UIDs of the whole cohort, and the ids that follow from them. */
  private static Set<String> tokens(SystemUnderTest system) throws IOException {
    var tokens = new TreeSet<String>();
    for (var record : Csv.read(read(system, "expected/joint-table.csv"))) {
      if (record.getFirst().startsWith("DC-")) {
        tokens.add(record.getFirst());
        tokens.add(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, record.getFirst()));
        tokens.add(ResourceIds.study(record.get(1)));
      }
    }
    for (var file : List.of("expected/joint-table.csv", "radiomics/bin25.csv")) {
      UID.matcher(read(system, file)).results().forEach(found -> tokens.add(found.group()));
    }
    var measured = Files.readString(folder.resolve("work/series.json"));
    UID.matcher(measured).results().forEach(found -> tokens.add(found.group()));
    return tokens;
  }

  private static String read(SystemUnderTest system, String file) throws IOException {
    return Files.readString(system.cohort().resolve(file));
  }
}
