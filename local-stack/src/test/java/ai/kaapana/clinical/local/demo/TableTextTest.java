package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private static final List<List<String>> TABLE =
      List.of(
          List.of("patient_id", "study_uid", "volume", "stage", "stage_text"),
          List.of("P1", "1.2.840.113619.2.55.3", "1234.567890123", "IIIA", "3a"),
          List.of("P2", "1.2.3", "0.5", "", ""));

  @Test
  void leavesOutUidsAndSourceTextsAndShortensNumbers() {
    assertThat(new TableText(TABLE, 80).lines())
        .containsExactly(
            "patient_id  volume   stage",
            "--------------------------",
            "P1          1234.57  IIIA",
            "P2          0.5",
            "(and 2 more columns)");
  }

  @Test
  void leavesOutWhatDoesNotFitAndSaysSo() {
    var lines = new TableText(TABLE, 20).lines();

    assertThat(lines.getFirst()).isEqualTo("patient_id  volume");
    assertThat(lines.getLast()).isEqualTo("(and 3 more columns)");
  }

  @Test
  void showsTheFirstOfManyFeaturesSoThatOtherColumnsFindPlace() {
    var header = new ArrayList<>(List.of("patient_id"));
    IntStream.range(0, 30).forEach(i -> header.add("original_" + i));
    header.add("overall_time");

    assertThat(new TableText(List.of(header), 80).lines().getFirst())
        .isEqualTo("patient_id  original_0  original_1  overall_time");
  }

  @Test
  void keepsTheEndOfALongNameAndTheStartOfALongText() {
    var table =
        List.of(List.of("original_shape_Maximum3DDiameter"), List.of("squamous cell carcinoma"));

    assertThat(new TableText(table, 80).lines())
        .contains("…Maximum3DDiameter", "squamous cell car…");
  }

  @Test
  void keepsIdentifiersThatLookLikeNumbers() {
    assertThat(new TableText(List.of(List.of("patient_id"), List.of("00123456789012")), 80).lines())
        .contains("00123456789012");
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
