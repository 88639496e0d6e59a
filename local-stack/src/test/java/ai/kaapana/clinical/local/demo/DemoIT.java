package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** From raw files to the joint table, over the real paths. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SystemUnderTest.Provider.class)
class DemoIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SystemUnderTest system;
  private Summary first;

  @BeforeAll
  void load(SystemUnderTest started) throws Exception {
    system = started;
    system.empty();
    first = system.demo().run();
  }

  @Test
  void theNumbersAreThoseOfTheGenerator() throws IOException {
    var expected = JSON.readTree(expected("numbers.json"));
    assertThat(first.patients()).isEqualTo(expected.path("patients").asLong());
    assertThat(first.studies()).isEqualTo(expected.path("studies").asLong());
    assertThat(first.panels()).isEqualTo(expected.path("panels").asLong());
    assertThat(first.rows()).isEqualTo(expected.path("rows").asLong());
    assertThat(first.written()).isPositive();
  }

  @Test
  void theJointTableIsTheExpectedOneCellByCell() throws IOException {
    var answer = ask(request("joint-table.json"));
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    ExpectedTable.assertEqual(answer.body(), expected("joint-table.csv"));
    assertThat(answer.header("X-Row-Count")).contains(String.valueOf(first.rows()));
  }

  @Test
  void thePatientTableIsTheExpectedOneCellByCell() throws IOException {
    var answer = ask(request("patient-table.json"));
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    ExpectedTable.assertEqual(answer.body(), expected("patient-table.csv"));
  }

  @Test
  void nothingIsPickedSilently() throws IOException {
    for (var conflict : JSON.readTree(expected("conflicts.json"))) {
      var request = (ObjectNode) JSON.readTree(request("joint-table.json"));
      merge(request, conflict.path("merge"));
      var answer = ask(request.toString());
      var name = conflict.path("name").asText();
      assertThat(answer.status()).as(name + " " + answer.body()).isEqualTo(422);
      assertThat(answer.reason()).as(name).contains(conflict.path("code").asText());
      assertThat(answer.body())
          .as(name + ": the number of patients concerned")
          .contains(
              "\"url\":\"patients\",\"valueInteger\":" + conflict.path("patients").asLong() + "}");
    }
  }

  @Test
  void aSecondLoadWritesNothing() throws Exception {
    var before = system.snapshot();
    var second = system.demo().run();
    assertThat(second.written()).isZero();
    assertThat(second.unchanged()).isEqualTo(first.written() + first.unchanged());
    assertThat(system.snapshot().versions()).isEqualTo(before.versions());
  }

  /** RFC 7396. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .fields()
        .forEachRemaining(
            member -> {
              if (member.getValue().isNull()) {
                target.remove(member.getKey());
              } else if (member.getValue().isObject()
                  && target.get(member.getKey()) instanceof ObjectNode inner) {
                merge(inner, member.getValue());
              } else {
                target.set(member.getKey(), member.getValue());
              }
            });
  }

  private ai.kaapana.clinical.local.http.Answer ask(String request) throws IOException {
    return system
        .stack()
        .http()
        .postJson(URI.create(system.stack().fhir() + "/$joint-table"), request, "text/csv");
  }

  private String request(String name) throws IOException {
    return Files.readString(system.cohort().resolve(name));
  }

  private String expected(String name) throws IOException {
    return Files.readString(system.cohort().resolve("expected").resolve(name));
  }
}
