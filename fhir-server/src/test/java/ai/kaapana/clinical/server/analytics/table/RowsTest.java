package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.ct;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.series;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowsTest {

  @Nested
  class Levels {

    private final SmallStore store =
        new SmallStore()
            .patient("P2")
            .patient("P1")
            .patient("P3")
            .study(
                "P1",
                "S1",
                "2020-02-01",
                ct("S1.CT"),
                series("S1.PT", "PT", "GE", 3.0, 4.0, 4.0),
                series("S1.SEG", "SEG", null, null, null, null),
                series("S1.RT", "RTSTRUCT", null, null, null, null),
                series("S1.SR", "SR", null, null, null, null),
                series("S1.KO", "KO", null, null, null, null))
            .study("P1", "S0", "2021-01-01T10:00:00+01:00")
            .study("P2", "S2", null)
            .segment("P1", "S1", "G1", 10, "Tumour")
            .segment("P1", "S1", "G1", 9, "Lung")
            .panel("P1", "S1", "G1", 10, "f", 1.5)
            .unlinked("P3", "Tumour", "f", 2.5);

    @Test
    void patientRowsAreAllLivePatientsWithTheDateOfTheEarliestStudy() {
      var table = store.table("{'rows': 'patient'}");

      assertThat(table.names()).containsExactly("patient_id", "study_date");
      assertThat(table.rows()).containsExactly("P1|2020-02-01", "P2|", "P3|");
    }

    @Test
    void studyRowsAreSortedByPatientAndDate() {
      var table = store.table("{'rows': 'study'}");

      assertThat(table.names()).containsExactly("patient_id", "study_uid", "study_date");
      assertThat(table.rows()).containsExactly("P1|S1|2020-02-01", "P1|S0|2021-01-01", "P2|S2|");
    }

    @Test
    void seriesRowsAreImagesAlone() {
      var table = store.table("{'rows': 'series'}");

      assertThat(table.names())
          .containsExactly("patient_id", "study_uid", "series_uid", "study_date");
      assertThat(table.cells("series_uid")).containsExactly("S1.CT", "S1.PT", "S0.CT", "S2.CT");
    }

    @Test
    void roiRowsAreSegmentsByNumberAndPanelsWithoutALink() {
      var table = store.table("{'rows': 'roi', 'radiomics': {'features': ['f']}}");

      assertThat(table.names())
          .containsExactly(
              "patient_id",
              "study_uid",
              "series_uid",
              "seg_uid",
              "segment",
              "roi",
              "study_date",
              "f");
      assertThat(table.rows())
          .containsExactly(
              "P1|S1|S1.CT|G1|9|Lung|2020-02-01|",
              "P1|S1|S1.CT|G1|10|Tumour|2020-02-01|1.5",
              "P3|||||Tumour||2.5");
    }

    @Test
    void panelsWithoutALinkCountForTheirPatientButForNoStudy() {
      var request = "{'rows': '%s', 'radiomics': {'features': ['f'], 'roi': {'label': 'Tumour'}}}";

      assertThat(store.table(request.formatted("patient")).cells("f"))
          .containsExactly("1.5", "", "2.5");
      assertThat(store.table(request.formatted("study")).cells("f")).containsExactly("1.5", "", "");
    }
  }

  @Test
  void patientsAreSortedByCodePoint() {
    var astral = "\uD83D\uDE00";
    var table =
        new SmallStore()
            .patient(astral)
            .patient("\uFF5E")
            .patient("a")
            .patient("B")
            .table("{'rows': 'patient'}");

    assertThat(table.cells("patient_id")).containsExactly("B", "a", "\uFF5E", astral);
  }

  @Test
  void panelsOfASegmentThatHasLeftAreIgnored() {
    var table =
        new SmallStore()
            .patient("P1")
            .study("P1", "S1", "2020-01-01")
            .panel("P1", "S1", "GONE", 1, "f", 1)
            .table("{'rows': 'patient', 'radiomics': {'features': ['f']}}");

    assertThat(table.cells("f")).containsExactly("");
  }

  @Test
  void panelsOfASeriesThatHasLeftAreIgnored() {
    var table =
        new SmallStore()
            .patient("P1")
            .study("P1", "S1", "2020-01-01", ct("OTHER"))
            .segment("P1", "S1", "G1", 1, "Tumour")
            .panel("P1", "S1", "G1", 1, "f", 1)
            .table("{'rows': 'roi', 'radiomics': {'features': ['f']}}");

    assertThat(table.rows()).isEmpty();
  }

  @Test
  void whatHangsOnNoLivePatientIsIgnored() {
    var table =
        new SmallStore()
            .study("GONE", "S1", "2020-01-01")
            .segment("GONE", "S1", "G1", 1, "Tumour")
            .panel("GONE", "S1", "G1", 1, "f", 1)
            .table("{'rows': 'roi'}");

    assertThat(table.rows()).isEmpty();
  }

  @Test
  void aFailedRoiHasARowWithEmptyCells() {
    var table =
        new SmallStore()
            .patient("P1")
            .study("P1", "S1", "2020-01-01")
            .segment("P1", "S1", "G1", 1, "Tumour")
            .segment("P1", "S1", "G1", 2, "Tumour")
            .panel("P1", "S1", "G1", 1, "f", 1)
            .panel("P1", "S1", "G1", 2)
            .table("{'rows': 'roi', 'radiomics': {'features': ['f']}}");

    assertThat(table.cells("f")).containsExactly("1", "");
  }

  @Nested
  class RoiFilter {

    private final SmallStore store =
        new SmallStore()
            .patient("P1")
            .study("P1", "S1", "2020-01-01")
            .segment("P1", "S1", "G1", 1, "Tumour", "A", "20200101", "080000")
            .segment("P1", "S1", "G1", 2, "Tumour bed", "A", "20200101", "080000")
            .segment("P1", "S1", "G2", 1, "Tumour", "B", "20200102", "08")
            .segment("P1", "S1", "G3", 1, "Tumour", "A", "20200101", "0830")
            .segment("P1", "S1", "G4", 1, "tumor", null, "20200101", null);

    @Test
    void theLabelMustMatchAsAWhole() {
      assertThat(
              store.table("{'rows':'roi','radiomics':{'roi':{'label':'Tumour'}}}").cells("seg_uid"))
          .containsExactly("G1", "G2", "G3");
      assertThat(
              store
                  .table("{'rows':'roi','radiomics':{'roi':{'label':'(?i)tumou?r'}}}")
                  .cells("seg_uid"))
          .containsExactly("G1", "G2", "G3", "G4");
    }

    @Test
    void theCreatorMustBeEqual() {
      assertThat(store.table("{'rows':'roi','radiomics':{'roi':{'creator':'B'}}}").cells("seg_uid"))
          .containsExactly("G2");
    }

    @Test
    void latestKeepsTheNewestPerSeriesLabelAndCreator() {
      assertThat(store.table("{'rows':'roi','radiomics':{'roi':{'latest':true}}}").rows())
          .containsExactly(
              "P1|S1|S1.CT|G1|2|Tumour bed|2020-01-01",
              "P1|S1|S1.CT|G2|1|Tumour|2020-01-01",
              "P1|S1|S1.CT|G3|1|Tumour|2020-01-01",
              "P1|S1|S1.CT|G4|1|tumor|2020-01-01");
    }

    @Test
    void twoSegmentsOfOneSegAreNoTie() {
      store.segment("P1", "S1", "G3", 2, "Tumour", "A", "20200101", "0830");

      assertThat(
              store
                  .table("{'rows':'roi','radiomics':{'roi':{'label':'Tumour','latest':true}}}")
                  .cells("seg_uid"))
          .containsExactly("G2", "G3", "G3");
    }

    @Test
    void aTieIsRefusedWithThePatientsConcerned() {
      store.segment("P1", "S1", "G5", 1, "Tumour", "A", "20200101", "083000.000");

      var problem =
          refusal(
              () -> store.table("{'rows':'roi','radiomics':{'roi':{'latest':true}}}"),
              AnalyticsCode.LATEST_TIE);

      assertThat(problem.patients()).isEqualTo(1);
      assertThat(problem.competing()).containsExactly("Tumour, A");
    }

    @Test
    void aRivalWithoutADateIsATie() {
      store.segment("P1", "S1", "G5", 1, "Tumour", "A", null, null);

      refusal(
          () -> store.table("{'rows':'roi','radiomics':{'roi':{'latest':true}}}"),
          AnalyticsCode.LATEST_TIE);
    }

    @Test
    void anExpressionThatNeverEndsIsRefused() {
      store.segment("P1", "S1", "G6", 1, "a".repeat(60) + "!");

      refusal(
          () ->
              store.table(
                  "{'rows':'roi','radiomics':{'roi':{'label':'(.*)(.*)(.*)(.*)(.*)\\\\1b'}}}"),
          AnalyticsCode.BAD_SPEC);
    }
  }

  @Test
  void linksLeadToTheStudyOfTheRow() {
    var store =
        new SmallStore()
            .patient("P1")
            .patient("P2")
            .study("P1", "1.2", "2020-01-01")
            .study("P1", "1.3", "2020-01-02");

    assertThat(store.table("{'rows':'study','links':true}").cells("viewer_url"))
        .containsExactly("/viewer?StudyInstanceUIDs=1.2", "/viewer?StudyInstanceUIDs=1.3");
    assertThat(store.table("{'rows':'patient','links':true}").cells("viewer_url"))
        .containsExactly("/viewer?StudyInstanceUIDs=1.2,1.3", "");
  }
}
