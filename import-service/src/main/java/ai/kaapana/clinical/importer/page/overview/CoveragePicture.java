package ai.kaapana.clinical.importer.page.overview;

import ai.kaapana.clinical.importer.page.overview.Coverage.Combination;
import java.util.Arrays;
import java.util.List;

/**
 * What the picture of who has what shows: a row per combination, a dot per part, a bar for the
 * number of patients.
 */
record CoveragePicture(List<Column> columns, List<Line> lines) {
  private static final int WIDTH = 100;

  /** A part with its number of patients. */
  record Column(String title, long patients) {}

  /**
   * A combination.
   *
   * @param dots for each part whether it is there
   * @param bar length of the bar, of 100
   * @param mask how the combination is asked for
   */
  record Line(List<Boolean> dots, long patients, long bar, int mask, String label) {}

  static CoveragePicture of(Coverage coverage) {
    var totals = coverage.totals();
    var combinations = coverage.combinations();
    long most = combinations.stream().mapToLong(Combination::patients).max().orElse(1);
    return new CoveragePicture(
        Arrays.stream(Part.values())
            .map(part -> new Column(part.title(), totals.get(part)))
            .toList(),
        combinations.stream().map(combination -> line(combination, most)).toList());
  }

  private static Line line(Combination combination, long most) {
    return new Line(
        Arrays.stream(Part.values()).map(combination::has).toList(),
        combination.patients(),
        Math.max(1, Math.round((double) WIDTH * combination.patients() / most)),
        combination.mask(),
        combination.label());
  }
}
