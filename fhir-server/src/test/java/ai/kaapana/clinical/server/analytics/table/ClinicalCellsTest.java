package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static ai.kaapana.clinical.server.analytics.table.Refusals.refusals;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClinicalCellsTest {

  private static final String HB = "lab:718-7";

  /** One patient with a study on the tenth of January. */
  private static SmallStore imaged() {
    return new SmallStore().patient("P1").study("P1", "S1", "2020-01-10");
  }

  private static String clinical(String column) {
    return "{'rows': 'study', 'clinical': [" + column + "]}";
  }

  @Nested
  class Values {

    @Test
    void aCodedCellGivesTheCodeAndTheTextOfTheSource() {
      var table = imaged().code("P1", "tnm.T", "cT3", "3").table(clinical("'tnm.T'"));

      assertThat(table.names()).endsWith("tnm_t", "tnm_t_text");
      assertThat(table.cells("tnm_t")).containsExactly("cT3");
      assertThat(table.cells("tnm_t_text")).containsExactly("3");
    }

    @Test
    void whatCouldNotBeCodedHasItsTextAlone() {
      var table = imaged().code("P1", "tnm.T", null, "5").table(clinical("'tnm.T'"));

      assertThat(table.cells("tnm_t")).containsExactly("");
      assertThat(table.cells("tnm_t_text")).containsExactly("5");
    }

    @Test
    void sexIsOnePlainColumnByAnyOfItsNames() {
      var store = imaged().code("P1", "patient.gender", "female", "F");

      assertThat(store.table(clinical("'sex'")).names()).endsWith("study_date", "sex");
      assertThat(store.table(clinical("'patient.gender'")).cells("sex")).containsExactly("female");
    }

    @Test
    void columnsComeInTheAskedOrder() {
      var store =
          imaged().number("P1", "diagnosis.age", 64, "a", null).code("P1", "tnm.N", "cN0", "0");

      assertThat(store.table(clinical("'tnm.N', 'age'")).names())
          .endsWith("tnm_n", "tnm_n_text", "age");
    }

    @Test
    void aMissingValueIsEmpty() {
      var store = imaged().patient("P2").number("P2", HB, 1, "g/dL", null);

      assertThat(store.table(clinical("'" + HB + "'")).cells("lab_718_7")).containsExactly("");
    }

    @Test
    void aBoundIsNoNumber() {
      var store = imaged().fact("P1", HB, new Value.Text("<5"), null);

      assertThat(store.table(clinical("'" + HB + "'")).cells("lab_718_7")).containsExactly("");
    }

    @Test
    void aLocalConceptIsWhatTheDatasetHas() {
      var store =
          imaged()
              .number("P1", "local:dose", 60, "Gy", null)
              .fact("P1", "local:remark", new Value.Text("=x"), null)
              .code("P1", "local:group", "b", "arm B");

      var table = store.table(clinical("'local:dose', 'local:remark', 'local:group'"));

      assertThat(table.dictionary().get("dose").type()).isEqualTo(ColumnType.NUMBER);
      assertThat(table.dictionary().get("remark").type()).isEqualTo(ColumnType.TEXT);
      assertThat(table.cells("group_text")).containsExactly("arm B");
    }
  }

  @Nested
  class Picks {

    private final SmallStore store =
        imaged()
            .number("P1", HB, 1, "g/dL", "2020-01-07")
            .number("P1", HB, 2, "g/dL", "2020-01-13")
            .number("P1", HB, 5, "g/dL", "2020-02-09")
            .number("P1", HB, 6, "g/dL", null);

    @Test
    void severalValuesWithoutAPickAreRefused() {
      var problem = refusal(() -> store.table(clinical("'" + HB + "'")), AnalyticsCode.PICK_NEEDED);

      assertThat(problem.subject()).isEqualTo(HB);
      assertThat(problem.patients()).isEqualTo(1);
      assertThat(problem.competing()).containsExactly("4 values");
    }

    @Test
    void evenEqualValuesAreSeveral() {
      var twice = imaged().number("P1", HB, 1, "g/dL", null).number("P1", HB, 1, "g/dL", null);

      refusal(() -> twice.table(clinical("'" + HB + "'")), AnalyticsCode.PICK_NEEDED);
    }

    @Test
    void aWindowThatLeavesOneValueNeedsNoPick() {
      assertThat(
              store
                  .table(clinical("{'concept': 'lab:718-7', 'window': [1, 5]}"))
                  .cells("lab_718_7"))
          .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({"closest,1", "first,1", "last,5", "min,1", "max,6", "mean,3.5", "count,4"})
    void everyPickTakesItsOwn(String pick, String expected) {
      var column = "{'concept': 'lab:718-7', 'pick': '" + pick + "'}";

      assertThat(store.table(clinical(column)).cells("lab_718_7")).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"-3,3,2", "-2,3,1", "-3,2,1", "-2,2,0", "30,30,1", "29,29,0", "-900,900,3"})
    void windowsIncludeBothEnds(int from, int to, String expected) {
      var column = "{'concept': 'lab:718-7', 'pick': 'count', 'window': [" + from + "," + to + "]}";

      assertThat(store.table(clinical(column)).cells("lab_718_7")).containsExactly(expected);
    }

    @Test
    void oneDayWithDifferentValuesIsRefusedEvenForClosest() {
      store.number("P1", HB, 9, "g/dL", "2020-01-07");

      var problem =
          refusal(
              () -> store.table(clinical("{'concept': 'lab:718-7', 'pick': 'closest'}")),
              AnalyticsCode.PICK_NEEDED);

      assertThat(problem.competing()).containsExactly("2 different values on one day");
    }

    @Test
    void theTimeOfDayDecidesWithinADay() {
      var twice =
          imaged()
              .number("P1", HB, 1, "g/dL", "2020-01-10T09:00:00+01:00")
              .number("P1", HB, 2, "g/dL", "2020-01-10T08:30:00Z");

      assertThat(
              twice.table(clinical("{'concept': 'lab:718-7', 'pick': 'last'}")).cells("lab_718_7"))
          .containsExactly("2");
    }

    @Test
    void valuesWithoutADayCannotBeOrdered() {
      var undated = imaged().number("P1", HB, 1, "g/dL", null).number("P1", HB, 2, "g/dL", null);

      refusal(
          () -> undated.table(clinical("{'concept': 'lab:718-7', 'pick': 'first'}")),
          AnalyticsCode.PICK_NEEDED);
    }

    @Test
    void meanOfCodesIsRefused() {
      refusal(
          () -> imaged().table(clinical("{'concept': 'tnm.T', 'pick': 'mean'}")),
          AnalyticsCode.BAD_SPEC);
    }

    @Test
    void aRowWithoutAnAnchorHasNoWindow() {
      var request =
          "{'rows':'patient','clinical':[{'concept':'lab:718-7','pick':'%s','window':[-9,9]}]}";
      var noImaging = new SmallStore().patient("P1").number("P1", HB, 1, "g/dL", "2020-01-07");

      assertThat(noImaging.table(request.formatted("closest")).cells("lab_718_7"))
          .containsExactly("");
      assertThat(noImaging.table(request.formatted("count")).cells("lab_718_7"))
          .containsExactly("");
    }

    @Test
    void allConflictsComeInOneAnswer() {
      store.code("P1", "grade", "1", "G1").code("P1", "grade", "2", "G2");

      assertThat(refusals(() -> store.table(clinical("'lab:718-7', 'grade'"))))
          .extracting(Problem::subject)
          .containsExactly("lab:718-7", "grade");
    }
  }

  @Nested
  class UnitsOfColumns {

    @Test
    void theAskedUnitIsConverted() {
      var table =
          imaged()
              .number("P1", HB, 134.7, "g/L", null)
              .table(clinical("{'concept': 'lab:718-7', 'unit': 'g/dL'}"));

      assertThat(table.cells("lab_718_7")).containsExactly("13.47");
      assertThat(table.dictionary().get("lab_718_7").unit()).isEqualTo("g/dL");
    }

    @Test
    void withoutAUnitTheOnlyStoredOneStays() {
      var table = imaged().number("P1", HB, 8.1, "mmol/L", null).table(clinical("'" + HB + "'"));

      assertThat(table.cells("lab_718_7")).containsExactly("8.1");
      assertThat(table.dictionary().get("lab_718_7").unit()).isEqualTo("mmol/L");
    }

    @Test
    void severalStoredUnitsWithoutAnAskedOneAreRefused() {
      var store =
          imaged()
              .patient("P2")
              .number("P1", HB, 13, "g/dL", null)
              .number("P2", HB, 130, "g/L", null);

      var problem = refusal(() -> store.table(clinical("'" + HB + "'")), AnalyticsCode.UNIT);

      assertThat(problem.competing()).containsExactly("stored in g/L", "stored in g/dL");
      assertThat(problem.patients()).isEqualTo(2);
    }

    @Test
    void aUnitOfAnotherKindIsRefused() {
      var store = imaged().number("P1", HB, 8.1, "mmol/L", null);

      refusal(
          () -> store.table(clinical("{'concept': 'lab:718-7', 'unit': 'g/dL'}")),
          AnalyticsCode.UNIT);
    }

    @Test
    void picksCompareInOneUnit() {
      var store = imaged().number("P1", HB, 13, "g/dL", null).number("P1", HB, 120, "g/L", null);

      assertThat(
              store
                  .table(clinical("{'concept': 'lab:718-7', 'pick': 'max', 'unit': 'g/dL'}"))
                  .cells("lab_718_7"))
          .containsExactly("13");
    }
  }

  @Nested
  class AnchorsOfWindows {

    private static final String WINDOW =
        "'clinical': [{'concept': 'lab:718-7', 'pick': 'count', 'window': [0, 0]}]}";

    private final SmallStore store =
        imaged()
            .study("P1", "S2", "2020-03-01")
            .number("P1", HB, 1, "g/dL", "2020-01-10")
            .number("P1", HB, 2, "g/dL", "2019-12-24")
            .fact("P1", "diagnosis", new Value.Coded("C34.9", "lung"), "2019-12-24");

    @Test
    void imagingIsTheStudyOfTheRow() {
      assertThat(store.table("{'rows': 'study', " + WINDOW).cells("lab_718_7"))
          .containsExactly("1", "0");
    }

    @Test
    void imagingAtLevelPatientIsTheEarliestStudy() {
      assertThat(store.table("{'rows': 'patient', " + WINDOW).cells("lab_718_7"))
          .containsExactly("1");
    }

    @Test
    void diagnosisIsTheDayOfTheCondition() {
      assertThat(
              store
                  .table("{'rows': 'patient', 'anchor': 'diagnosis', " + WINDOW)
                  .cells("lab_718_7"))
          .containsExactly("1");
    }

    @Test
    void aConceptMayBeTheAnchor() {
      store.number("P1", "body.weight", 70, "kg", "2020-01-10");

      assertThat(
              store
                  .table("{'rows': 'patient', 'anchor': {'concept': 'weight'}, " + WINDOW)
                  .cells("lab_718_7"))
          .containsExactly("1");
    }

    @Test
    void severalDaysOfAnAnchorAreRefusedUnlessOneIsPicked() {
      store
          .number("P1", "body.weight", 70, "kg", "2020-01-10")
          .number("P1", "body.weight", 70, "kg", "2020-01-20");

      var problem =
          refusal(
              () -> store.table("{'rows': 'patient', 'anchor': {'concept': 'weight'}, " + WINDOW),
              AnalyticsCode.PICK_NEEDED);

      assertThat(problem.subject()).isEqualTo("anchor");
      assertThat(
              store
                  .table("{'rows':'patient','anchor':{'concept':'weight','pick':'first'}," + WINDOW)
                  .cells("lab_718_7"))
          .containsExactly("1");
    }

    @Test
    void daysBetweenTwoTimeAxesAreRefused() {
      store.fact("P1", HB, new Value.Quantity(3, "g/dL"), "2020-01-10", TimeAxis.of("shifted"));

      var problem = refusal(() -> store.table("{'rows': 'patient', " + WINDOW), AnalyticsCode.AXIS);

      assertThat(problem.patients()).isEqualTo(1);
    }
  }

  @Nested
  class Unknown {

    @Test
    void anUnknownConceptIsRefusedWithTheNearestNames() {
      var problem =
          refusal(() -> imaged().table(clinical("'tnm.Group'")), AnalyticsCode.UNKNOWN_CONCEPT);

      assertThat(problem.competing()).startsWith("tnm.group");
    }

    @Test
    void aLaboratoryValueThatNobodyStoredIsUnknown() {
      var problem =
          refusal(
              () -> imaged().number("P1", HB, 1, "g/dL", null).table(clinical("'lab:2160-0'")),
              AnalyticsCode.UNKNOWN_CONCEPT);

      assertThat(problem.competing()).contains(HB);
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
      refusal(() -> imaged().table(clinical("'age', 'diagnosis.age'")), AnalyticsCode.BAD_SPEC);
    }

    @Test
    void survivalIsNoClinicalColumn() {
      refusal(() -> imaged().table(clinical("'survival.overall'")), AnalyticsCode.BAD_SPEC);
    }
  }
}
