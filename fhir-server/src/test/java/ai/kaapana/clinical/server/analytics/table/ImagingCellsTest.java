package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.ct;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.series;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagingCellsTest {

  private final SmallStore store =
      new SmallStore()
          .patient("P1")
          .study(
              "P1",
              "S1",
              "2020-01-01",
              ct("S1.CT"),
              series("S1.CT2", "CT", "Siemens", 5.0, 0.5, 0.5),
              series("S1.SEG", "SEG", "Other", 1.0, 1.0, 1.0))
          .segment("P1", "S1", "G1", 1, "Tumour");

  @Test
  void equalValuesOfSeveralSeriesAreOne() {
    var table =
        store.table(
            "{'rows':'study','imaging':['modality','manufacturer','model','body_part','n_instances']}");

    assertThat(table.rows()).containsExactly("P1|S1|2020-01-01|CT|Siemens|Force|Lung|10");
  }

  @Test
  void differentValuesWithoutAPickAreRefused() {
    var problem =
        refusal(
            () -> store.table("{'rows':'study','imaging':['slice_thickness']}"),
            AnalyticsCode.PICK_NEEDED);

    assertThat(problem.subject()).isEqualTo("slice_thickness");
    assertThat(problem.competing()).containsExactly("3", "5");
    assertThat(problem.patients()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"min,3", "max,5", "mean,4", "count,2"})
  void picksTakeTheirOwn(String pick, String expected) {
    assertThat(
            store
                .table(
                    "{'rows':'study','imaging':[{'name':'slice_thickness','pick':'" + pick + "'}]}")
                .cells("slice_thickness"))
        .containsExactly(expected);
  }

  @Test
  void aRoiLooksAtItsOwnSeries() {
    assertThat(store.table("{'rows':'roi','imaging':['slice_thickness']}").cells("slice_thickness"))
        .containsExactly("3");
  }

  @Test
  void pixelsThatAreNotSquareAreATextOfRowAndColumn() {
    store.study("P1", "S2", "2020-01-02", series("S2.CT", "CT", null, null, 0.5, 0.25));

    var table = store.table("{'rows':'series','imaging':['pixel_spacing']}");

    assertThat(table.cells("pixel_spacing")).containsExactly("0.5", "0.5", "0.5\\0.25");
    assertThat(table.dictionary().get("pixel_spacing").type()).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void squarePixelsAreANumber() {
    var info =
        store
            .table("{'rows':'series','imaging':['pixel_spacing']}")
            .dictionary()
            .get("pixel_spacing");

    assertThat(info.type()).isEqualTo(ColumnType.NUMBER);
    assertThat(info.unit()).isEqualTo("mm");
  }

  @Test
  void aPatientWithoutImagingHasEmptyCells() {
    assertThat(
            new SmallStore()
                .patient("P1")
                .table("{'rows':'patient','imaging':['modality']}")
                .rows())
        .containsExactly("P1||");
  }

  @Test
  void meanOfATextIsRefused() {
    refusal(
        () -> store.table("{'rows':'study','imaging':[{'name':'modality','pick':'mean'}]}"),
        AnalyticsCode.BAD_SPEC);
  }
}
