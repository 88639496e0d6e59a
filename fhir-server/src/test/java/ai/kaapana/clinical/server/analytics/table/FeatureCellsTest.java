package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static ai.kaapana.clinical.server.analytics.table.SmallStore.COARSE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.RoiKey;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCellsTest {

  private static SmallStore twoLesions() {
    return new SmallStore()
        .patient("P1")
        .study("P1", "S1", "2020-01-01")
        .segment("P1", "S1", "G1", 1, "Tumour 1")
        .segment("P1", "S1", "G1", 2, "Tumour 2")
        .segment("P1", "S1", "G1", 3, "Failed")
        .panel("P1", "S1", "G1", 1, "original_shape_VoxelVolume", 10, "original_a", 1.25)
        .panel("P1", "S1", "G1", 2, "original_shape_VoxelVolume", 30, "original_a", 0.25)
        .panel("P1", "S1", "G1", 3);
  }

  private static String radiomics(String rows, String members) {
    return "{'rows': '" + rows + "', 'radiomics': {" + members + "}}";
  }

  @Nested
  class Patterns {

    private final SmallStore store =
        new SmallStore()
            .patient("P1")
            .study("P1", "S1", "2020-01-01")
            .segment("P1", "S1", "G1", 1, "Tumour")
            .panel("P1", "S1", "G1", 1, "z_b1", 1, "a.b1", 2, "z_c", 3, "a_b2", null);

    @Test
    void starAndQuestionMarkAreAllThatIsSpecial() {
      assertThat(store.table(radiomics("roi", "'features': ['a.b?']")).names()).endsWith("a.b1");
      assertThat(store.table(radiomics("roi", "'features': ['?_b?']")).names())
          .endsWith("z_b1", "a_b2");
    }

    @Test
    void hitsKeepTheOrderOfThePanelAndNameEachFeatureOnce() {
      assertThat(store.table(radiomics("roi", "'features': ['z_c', 'z_*', '*']")).names())
          .endsWith("study_date", "z_c", "z_b1", "a.b1", "a_b2");
    }

    @Test
    void aFeatureWithoutAnyValueIsAnEmptyColumn() {
      assertThat(store.table(radiomics("roi", "'features': ['a_b2']")).cells("a_b2"))
          .containsExactly("");
    }

    @Test
    void aPatternWithoutAHitIsRefusedWithTheNearestNames() {
      var problem =
          refusal(
              () -> store.table(radiomics("roi", "'features': ['zc*']")),
              AnalyticsCode.UNKNOWN_FEATURE);

      assertThat(problem.subject()).isEqualTo("zc*");
      assertThat(problem.competing()).contains("z_c");
    }
  }

  @Nested
  class Reducing {

    @Test
    void severalPanelsWithoutReduceAreRefused() {
      var problem =
          refusal(
              () -> twoLesions().table(radiomics("patient", "'features': ['original_a']")),
              AnalyticsCode.REDUCE_NEEDED);

      assertThat(problem.patients()).isEqualTo(1);
      assertThat(problem.competing())
          .containsExactly("Failed, Reader^One", "Tumour 1, Reader^One", "Tumour 2, Reader^One");
    }

    @Test
    void rowsOfLevelRoiNeedNoReduce() {
      assertThat(
              twoLesions()
                  .table(radiomics("roi", "'features': ['original_a']"))
                  .cells("original_a"))
          .containsExactly("1.25", "0.25", "");
    }

    @Test
    void sumMeanLargestAndSingle() {
      assertThat(reduced("sum")).isEqualTo("1.5");
      assertThat(reduced("mean")).isEqualTo("0.75");
      assertThat(reduced("largest")).isEqualTo("0.25");
      assertThat(reduced("single")).isEmpty();
    }

    private static String reduced(String reduce) {
      var request = radiomics("patient", "'features': ['original_a'], 'reduce': '" + reduce + "'");
      return twoLesions().table(request).cells("original_a").getFirst();
    }

    @Test
    void singleGivesTheValueOfTheOnlyRoi() {
      var request =
          radiomics(
              "patient",
              "'features': ['original_a'], 'reduce': 'single', 'roi': {'label': 'Tumour 1'}");

      assertThat(twoLesions().table(request).cells("original_a")).containsExactly("1.25");
    }

    @Test
    void largestFallsBackToTheMeshVolume() {
      var store =
          new SmallStore()
              .patient("P1")
              .study("P1", "S1", "2020-01-01")
              .segment("P1", "S1", "G1", 1, "A")
              .segment("P1", "S1", "G1", 2, "B")
              .panel("P1", "S1", "G1", 1, "original_shape_MeshVolume", 3, "f", 1)
              .panel(
                  "P1",
                  "S1",
                  "G1",
                  2,
                  "original_shape_MeshVolume",
                  2,
                  "f",
                  2,
                  "original_shape_VoxelVolume",
                  9);

      assertThat(
              store
                  .table(radiomics("patient", "'features': ['f'], 'reduce': 'largest'"))
                  .cells("f"))
          .containsExactly("1");
    }

    @Test
    void largestWithoutAVolumeIsRefused() {
      var store =
          new SmallStore()
              .patient("P1")
              .study("P1", "S1", "2020-01-01")
              .segment("P1", "S1", "G1", 1, "A")
              .segment("P1", "S1", "G1", 2, "B")
              .panel("P1", "S1", "G1", 1, "f", 1)
              .panel("P1", "S1", "G1", 2, "f", 2);

      var problem =
          refusal(
              () -> store.table(radiomics("patient", "'features': ['f'], 'reduce': 'largest'")),
              AnalyticsCode.VOLUME_NEEDED);

      assertThat(problem.patients()).isEqualTo(1);
    }

    @Test
    void twoEquallyLargeAreRefused() {
      var store =
          new SmallStore()
              .patient("P1")
              .study("P1", "S1", "2020-01-01")
              .segment("P1", "S1", "G1", 1, "A")
              .segment("P1", "S1", "G1", 2, "B")
              .panel("P1", "S1", "G1", 1, "original_shape_VoxelVolume", 3)
              .panel("P1", "S1", "G1", 2, "original_shape_VoxelVolume", 3);

      refusal(
          () -> store.table(radiomics("patient", "'features': ['*'], 'reduce': 'largest'")),
          AnalyticsCode.VOLUME_NEEDED);
    }
  }

  @Nested
  class Configurations {

    private final SmallStore store =
        twoLesions()
            .patient("P2")
            .study("P2", "S2", "2020-01-01")
            .segment("P2", "S2", "G2", 1, "Tumour")
            .panel("P2", "S2", "G2", 1, "original_a", 5)
            .panel(COARSE, "P1", "S1", "G1", 1, "original_a", 7, "coarse_b", 8);

    @Test
    void severalWithoutAChoiceAreRefused() {
      var problem =
          refusal(
              () -> store.table(radiomics("roi", "'features': ['original_a']")),
              AnalyticsCode.CONFIGURATION_NEEDED);

      assertThat(problem.competing()).containsExactly("coarse (bbbbbbbb)", "default (aaaaaaaa)");
      assertThat(problem.patients()).isEqualTo(1);
    }

    @Test
    void aFeatureThatOnlyOneHasNeedsNoChoice() {
      assertThat(store.table(radiomics("roi", "'features': ['coarse_b']")).cells("coarse_b"))
          .containsExactly("8", "", "", "");
    }

    @Test
    void aMixtureOverPatientsIsRefusedToo() {
      var mixed =
          new SmallStore()
              .patient("P1")
              .patient("P2")
              .study("P1", "S1", "2020-01-01")
              .study("P2", "S2", "2020-01-01")
              .segment("P1", "S1", "G1", 1, "T")
              .segment("P2", "S2", "G2", 1, "T")
              .panel("P1", "S1", "G1", 1, "f", 1)
              .panel(COARSE, "P2", "S2", "G2", 1, "f", 1);

      var problem =
          refusal(
              () -> mixed.table(radiomics("roi", "'features': ['f']")),
              AnalyticsCode.CONFIGURATION_NEEDED);

      assertThat(problem.patients()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coarse", "bbbbbbbb22", "bbbbbbbb"})
    void isChosenByNameHashOrBeginningOfTheHash(String configuration) {
      var request =
          radiomics("roi", "'features': ['original_a'], 'configuration': '" + configuration + "'");

      assertThat(store.table(request).cells("original_a")).containsExactly("7", "", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bbbbbbb", "cccccccc", "Coarse"})
    void anUnknownOneIsRefusedWithWhatThereIs(String configuration) {
      var request =
          radiomics("roi", "'features': ['original_a'], 'configuration': '" + configuration + "'");

      var problem = refusal(() -> store.table(request), AnalyticsCode.CONFIGURATION_NEEDED);

      assertThat(problem.competing()).containsExactly("coarse (bbbbbbbb)", "default (aaaaaaaa)");
    }

    @Test
    void anAmbiguousBeginningIsRefused() {
      var twin = new ConfigurationRef("bbbbbbbb33", "twin", null);
      store.panel(twin, "P1", "S1", "G1", 2, "original_a", 9);

      var problem =
          refusal(
              () ->
                  store.table(
                      radiomics("roi", "'features': ['original_a'], 'configuration': 'bbbbbbbb'")),
              AnalyticsCode.CONFIGURATION_NEEDED);

      assertThat(problem.competing()).containsExactly("coarse (bbbbbbbb)", "twin (bbbbbbbb)");
    }

    @Test
    void panelsWithoutALinkUnderAnotherConfigurationMakeNoRow() {
      store.unlinked("P2", "Old", "original_a", 1);

      assertThat(
              store
                  .table(radiomics("roi", "'features': ['*'], 'configuration': 'coarse'"))
                  .cells("roi"))
          .doesNotContain("Old");
    }
  }

  @Test
  void twoUnitsInOneColumnAreRefused() {
    var store = twoLesions();
    var key = new RoiKey(new SeriesKey("S1", "S1.CT"), "G1", 3);
    store.panel(SmallStore.DEFAULT, "P1", key, null, "mL", "original_a", 3);

    var problem =
        refusal(
            () -> store.table(radiomics("roi", "'features': ['original_a']")), AnalyticsCode.UNIT);

    assertThat(problem.competing()).containsExactly("mL", "mm3");
  }

  @Test
  void theDictionaryTellsUnitAndConfiguration() {
    var info =
        twoLesions()
            .table(radiomics("roi", "'features': ['original_shape_VoxelVolume']"))
            .dictionary()
            .get("original_shape_VoxelVolume");

    assertThat(info.unit()).isEqualTo("mm3");
    assertThat(info.source()).contains("default (aaaaaaaa)");
  }
}
