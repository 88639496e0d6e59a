package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private static final List<List<String>> TABLE =
      List.of(
          List.of("patient_id", "study_uid", "volume", "stage"),
          List.of("P1", "1.2.840.113619.2.55.3", "1234.567890123", "IIIA"),
          List.of("P2", "1.2.3", "0.5", ""));

  @Test
  void shortensUidsAndNumbers() {
    assertThat(new TableText(TABLE, 80).lines())
        .containsExactly(
            "patient_id  study_uid  volume   stage",
            "-------------------------------------",
            "P1          …9.2.55.3  1234.57  IIIA",
            "P2          1.2.3      0.5");
  }

  @Test
  void leavesOutWhatDoesNotFitAndSaysSo() {
    var lines = new TableText(TABLE, 22).lines();

    assertThat(lines.getFirst()).isEqualTo("patient_id  study_uid");
    assertThat(lines.getLast()).isEqualTo("(and 2 more columns)");
  }

  @Test
  void saysThatATableIsEmpty() {
    assertThat(new TableText(List.of(), 80).lines()).containsExactly("(the table is empty)");
  }

  @Test
  void showsNoControlCharacters() {
    var lines = new TableText(List.of(List.of("a"), List.of("x\u001B[31my")), 80).lines();

    assertThat(lines).last().asString().doesNotContain("\u001B");
  }
}
