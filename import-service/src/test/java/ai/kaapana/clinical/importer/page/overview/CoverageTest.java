package ai.kaapana.clinical.importer.page.overview;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.page.overview.Coverage.Combination;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final int BOTH = Part.CLINICAL.bit() | Part.IMAGING.bit();
  private final Coverage coverage =
      new Coverage(Map.of("a", BOTH, "b", BOTH, "c", Part.CLINICAL.bit(), "d", 0));

  @Test
  void countsEachPartAndEachCombination() {
    assertThat(coverage.totals()).containsEntry(Part.CLINICAL, 3L).containsEntry(Part.IMAGING, 2L);
    assertThat(coverage.combinations())
        .containsExactlyInAnyOrder(
            new Combination(BOTH, 2),
            new Combination(Part.CLINICAL.bit(), 1),
            new Combination(0, 1))
        .first()
        .isEqualTo(new Combination(BOTH, 2));
    assertThat(coverage.combinations().stream().mapToLong(Combination::patients).sum())
        .isEqualTo(coverage.patients());
  }

  @Test
  void findsWhoLacksAPart() {
    assertThat(coverage.having(Part.CLINICAL, Part.IMAGING)).isEqualTo(1);
    assertThat(coverage.having(Part.IMAGING, Part.CLINICAL)).isZero();
  }

  @Test
  void theLongestBarIsTheMostFrequentCombination() {
    var picture = CoveragePicture.of(coverage);
    assertThat(picture.lines().getFirst().bar()).isEqualTo(100);
    assertThat(picture.lines()).extracting(CoveragePicture.Line::bar).allMatch(bar -> bar >= 1);
    assertThat(picture.lines().getFirst().label()).isEqualTo("Clinical facts, Imaging");
  }
}
