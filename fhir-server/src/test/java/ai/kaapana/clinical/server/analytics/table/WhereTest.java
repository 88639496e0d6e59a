package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.COARSE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {

  private static SmallStore store() {
    return new SmallStore()
        .patient("P1")
        .patient("P2")
        .study("P1", "S1", "2020-01-01")
        .study("P1", "S2", "2020-06-01")
        .study("P2", "S3", "2020-01-01")
        .segment("P1", "S1", "G1", 1, "Tumour")
        .segment("P1", "S2", "G2", 1, "Lung")
        .segment("P2", "S3", "G3", 1, "Tumour")
        .panel("P1", "S1", "G1", 1, "vol", 5_000)
        .panel("P1", "S2", "G2", 1, "vol", 50_000)
        .panel("P2", "S3", "G3", 1, "vol", 10_000)
        .code("P1", "tnm.group", "IIIA", "3a")
        .code("P2", "tnm.group", null, "unknown")
        .number("P1", "diagnosis.age", 64, "a", null)
        .number("P2", "diagnosis.age", 70, "a", null);
  }

  private static String where(String rows, String entries) {
    return "{'rows': '" + rows + "', 'where': [" + entries + "]}";
  }

  @Test
  void aFeatureIsAskedAtTheRowsOwnLevelOrBelow() {
    var large = "{'feature': 'vol', 'gt': 20000}";

    assertThat(store().table(where("roi", large)).cells("seg_uid")).containsExactly("G2");
    assertThat(store().table(where("study", large)).cells("study_uid")).containsExactly("S2");
    assertThat(store().table(where("patient", large)).cells("patient_id")).containsExactly("P1");
  }

  @Test
  void aFeatureIsAskedAfterTheRoiFilter() {
    var request =
        "{'rows': 'patient', 'radiomics': {'roi': {'label': 'Tumour'}},"
            + " 'where': [{'feature': 'vol', 'gt': 20000}]}";

    assertThat(store().table(request).rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gt,10,mL,P1",
    "ge,10,mL,P1 P2",
    "lt,10,mL,P1",
    "le,10,mL,P1 P2",
    "eq,10,mL,P2",
    "ge,10000,,P1 P2"
  })
  void numbersAreComparedInTheAskedUnit(String operator, String bound, String unit, String hits) {
    var entry =
        "{'feature': 'vol', '"
            + operator
            + "': "
            + bound
            + (unit == null ? "" : ", 'unit': '" + unit + "'")
            + "}";

    assertThat(String.join(" ", store().table(where("patient", entry)).cells("patient_id")))
        .isEqualTo(hits);
  }

  @Test
  void codesAreComparedByCodeAndWhatHasNoneByText() {
    assertThat(
            store()
                .table(where("patient", "{'concept': 'stage', 'in': ['IIIA', 'IIIB']}"))
                .cells("patient_id"))
        .containsExactly("P1");
    assertThat(
            store()
                .table(where("patient", "{'concept': 'tnm.group', 'eq': 'unknown'}"))
                .cells("patient_id"))
        .containsExactly("P2");
  }

  @Test
  void aConceptHoldsForEveryRowOfThePatient() {
    assertThat(store().table(where("roi", "{'concept': 'age', 'lt': 65}")).cells("seg_uid"))
        .containsExactly("G1", "G2");
  }

  @Test
  void entriesAreAnded() {
    assertThat(
            store()
                .table(
                    where("patient", "{'concept': 'age', 'ge': 64}, {'concept': 'age', 'lt': 70}"))
                .cells("patient_id"))
        .containsExactly("P1");
  }

  @Nested
  class Refused {

    @Test
    void anUnknownFeature() {
      var problem =
          refusal(
              () -> store().table(where("roi", "{'feature': 'volume', 'gt': 1}")),
              AnalyticsCode.UNKNOWN_FEATURE);

      assertThat(problem.competing()).containsExactly("vol");
    }

    @Test
    void aUnitOfAnotherKind() {
      var problem =
          refusal(
              () -> store().table(where("roi", "{'feature': 'vol', 'gt': 1, 'unit': 'mm'}")),
              AnalyticsCode.UNIT);

      assertThat(problem.patients()).isEqualTo(2);
    }

    @Test
    void aBareNumberForValuesInTwoUnits() {
      var store = store().number("P2", "diagnosis.age", 800, "mo", null);

      refusal(
          () -> store.table(where("patient", "{'concept': 'age', 'gt': 65}")), AnalyticsCode.UNIT);
    }

    @Test
    void severalConfigurations() {
      var store = store().panel(COARSE, "P1", "S1", "G1", 1, "vol", 1);

      refusal(
          () -> store.table(where("roi", "{'feature': 'vol', 'gt': 1}")),
          AnalyticsCode.CONFIGURATION_NEEDED);
    }

    @Test
    void aRangeOfCodes() {
      refusal(
          () -> store().table(where("patient", "{'concept': 'stage', 'gt': 1}")),
          AnalyticsCode.BAD_SPEC);
    }

    @Test
    void aTextForAFeature() {
      refusal(
          () -> store().table(where("patient", "{'feature': 'vol', 'eq': 'large'}")),
          AnalyticsCode.BAD_SPEC);
    }
  }

  @Nested
  class Cohort {

    @Test
    void countsWhatEveryCriterionLeaves() {
      var cohort =
          store()
              .cohort(
                  "{'where': [{'concept': 'age', 'gt': 60},"
                      + " {'feature': 'vol', 'lt': 8, 'unit': 'mL'},"
                      + " {'concept': 'age', 'gt': 65}]}");

      assertThat(cohort.total()).isEqualTo(2);
      assertThat(cohort.steps())
          .containsExactly(
              new CohortResult.Step(2, 2),
              new CohortResult.Step(1, 1),
              new CohortResult.Step(1, 0));
      assertThat(cohort.members()).isEmpty();
    }

    @Test
    void namesPatientsStudiesAndImageSeries() {
      var cohort = store().cohort("{'where': [{'concept': 'stage', 'eq': 'IIIA'}]}");

      assertThat(cohort.members()).containsExactly(new CohortResult.Member("P1", "P1"));
      assertThat(cohort.studies()).containsExactly("S1", "S2");
      assertThat(cohort.series())
          .containsExactly(new SeriesKey("S1", "S1.CT"), new SeriesKey("S2", "S2.CT"));
    }

    @Test
    void withoutCriteriaItIsEverybody() {
      assertThat(store().cohort("{}").members()).hasSize(2);
    }
  }
}
