package ai.kaapana.clinical.server.analytics.table;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.Value;
import org.junit.jupiter.api.Test;

class SurvivalCellsTest {

  private static final Value LUNG = new Value.Coded("C34.9", "lung");

  @Test
  void theImportedPairBecomesTwoColumns() {
    var table =
        new SmallStore()
            .patient("P1")
            .patient("P2")
            .survival("P1", "progression-free", 100.5, true)
            .survival("P2", "progression-free", 200, false)
            .survival("P1", "overall", 300, null)
            .table("{'rows':'patient','survival':['progression-free','overall']}");

    assertThat(table.names())
        .endsWith(
            "progression_free_time", "progression_free_event", "overall_time", "overall_event");
    assertThat(table.rows()).containsExactly("P1||100.5|1|300|", "P2||200|0||");
    assertThat(table.dictionary().get("progression_free_time").unit()).isEqualTo("d");
    assertThat(table.dictionary().get("progression_free_time").source())
        .isEqualTo("imported pair: 2 patients");
  }

  @Test
  void monthsBecomeDays() {
    var table =
        new SmallStore()
            .patient("P1")
            .survival("P1", "overall", 2, "mo", true)
            .table("{'rows':'patient','survival':['overall']}");

    assertThat(table.cells("overall_time")).containsExactly("60.875");
  }

  @Test
  void withoutAPairDatesAreUsedAndTheDictionarySaysSo() {
    var table =
        new SmallStore()
            .died("DEAD", "2020-03-01")
            .died("DEAD-WHEN", null)
            .patient("ALIVE")
            .patient("LOST")
            .fact("DEAD", "diagnosis", LUNG, "2020-01-01")
            .fact("DEAD-WHEN", "diagnosis", LUNG, "2020-01-01")
            .fact("ALIVE", "diagnosis", LUNG, "2020-01-01")
            .fact("ALIVE", "lab:718-7", new Value.Quantity(1, "g/dL"), "2020-01-11")
            .fact("LOST", "diagnosis", LUNG, "2020-01-01")
            .table("{'rows':'patient','survival':['overall']}");

    assertThat(table.rows())
        .containsExactly("ALIVE||10|0", "DEAD||60|1", "DEAD-WHEN|||", "LOST|||");
    assertThat(table.dictionary().get("overall_time").source())
        .isEqualTo("diagnosis to death or last contact: 2 patients");
  }

  @Test
  void twoImportedPairsAreRefused() {
    var store =
        new SmallStore()
            .patient("P1")
            .survival("P1", "overall", 1, true)
            .survival("P1", "overall", 2, true);

    refusal(
        () -> store.table("{'rows':'patient','survival':['overall']}"), AnalyticsCode.PICK_NEEDED);
  }

  @Test
  void anUnknownEndpointIsRefusedWithTheNearestNames() {
    var store = new SmallStore().patient("P1").survival("P1", "progression-free", 1, true);

    var problem =
        refusal(
            () -> store.table("{'rows':'patient','survival':['progression_free']}"),
            AnalyticsCode.UNKNOWN_CONCEPT);

    assertThat(problem.competing()).startsWith("progression-free");
  }
}
