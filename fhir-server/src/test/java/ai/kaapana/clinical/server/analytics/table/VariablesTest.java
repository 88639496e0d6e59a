package ai.kaapana.clinical.server.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.kaapana.clinical.server.analytics.output.CohortWriter;
import ai.kaapana.clinical.server.analytics.output.VariablesWriter;
import ai.kaapana.clinical.server.analytics.spec.JsonSchema;
import ai.kaapana.clinical.server.analytics.spec.SpecReader;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class VariablesTest {

  private final SmallStore store =
      new SmallStore()
          .patient("P1")
          .patient("P2")
          .study("P1", "S1", "2020-01-01")
          .segment("P1", "S1", "G1", 1, "Tumour")
          .segment("P1", "S1", "G1", 2, "Failed")
          .panel("P1", "S1", "G1", 1, "vol", 5, "failed", null)
          .panel("P1", "S1", "G1", 2)
          .number("P1", "lab:718-7", 13, "g/dL", "2020-01-02")
          .number("P1", "lab:718-7", 14, "g/dL", "2020-02-02")
          .number("P2", "lab:718-7", 120, "g/L", null)
          .code("P1", "tnm.group", "IIIA", "3a")
          .code("P2", "tnm.group", "IIIA", "3a")
          .survival("P1", "overall", 100, true)
          .survival("P2", "overall", 12, "mo", false);

  private final VariablesResult variables = new Variables(SmallStore.LIBRARY).compute(store.view());

  @Test
  void numbersHaveARangePerUnitAndDates() {
    var haemoglobin = variables.concepts().getFirst();

    assertThat(haemoglobin.name()).isEqualTo("lab:718-7");
    assertThat(haemoglobin.column()).isEqualTo("lab_718_7");
    assertThat(haemoglobin.patients()).isEqualTo(2);
    assertThat(haemoglobin.values()).isEqualTo(3);
    assertThat(haemoglobin.ranges())
        .containsExactly(
            new VariablesResult.Range("g/L", 1, 120, 120),
            new VariablesResult.Range("g/dL", 2, 13, 14));
    assertThat(haemoglobin.dates())
        .isEqualTo(new VariablesResult.Dates(LocalDate.of(2020, 1, 2), LocalDate.of(2020, 2, 2)));
  }

  @Test
  void codesHaveLevels() {
    var group = variables.concepts().getLast();

    assertThat(group.type()).isEqualTo(ColumnType.CODE);
    assertThat(group.levels()).containsExactly(new VariablesResult.Level("IIIA", "3a", 2));
    assertThat(group.dates()).isNull();
  }

  @Test
  void endpointsAreInDays() {
    assertThat(variables.survival())
        .containsExactly(new VariablesResult.Endpoint("overall", 2, 1, 100, 365.25));
  }

  @Test
  void featureSetsListTheirFeatures() {
    var set = variables.featureSets().getFirst();

    assertThat(set.configuration()).isEqualTo("default");
    assertThat(set.panels()).isEqualTo(2);
    assertThat(set.failed()).isEqualTo(1);
    assertThat(set.features())
        .extracting(VariablesResult.Variable::name, VariablesResult.Variable::values)
        .containsExactly(tuple("vol", 1L), tuple("failed", 0L));
  }

  @Test
  void imagingIsCountedBySeries() {
    assertThat(variables.imaging())
        .filteredOn(variable -> variable.name().equals("slice_thickness"))
        .singleElement()
        .satisfies(
            variable -> {
              assertThat(variable.values()).isEqualTo(1);
              assertThat(variable.ranges())
                  .containsExactly(new VariablesResult.Range("mm", 1, 3, 3));
            });
  }

  @Test
  void answersAreAsTheirSchemasSay() {
    var spec = SpecReader.cohort("{\"where\":[{\"concept\":\"stage\",\"eq\":\"IIIA\"}]}");
    var cohort = new Cohorts(SmallStore.LIBRARY).compute(spec, store.view());

    assertThat(
            JsonSchema.committed("variables.schema.json").accepts(VariablesWriter.json(variables)))
        .isTrue();
    assertThat(
            JsonSchema.committed("cohort-result.schema.json")
                .accepts(CohortWriter.json(spec, cohort)))
        .isTrue();
  }
}
