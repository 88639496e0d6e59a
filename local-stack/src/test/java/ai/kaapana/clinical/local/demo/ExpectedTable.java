package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares a table with the committed one, cell by cell: ids and codes as text, numbers as doubles.
 */
final class ExpectedTable {

  private static final Set<String> TEXT =
      Set.of("patient_id", "study_uid", "series_uid", "seg_uid", "roi", "pixel_spacing");

  private ExpectedTable() {}

  static void assertEqual(String actualCsv, String expectedCsv) {
    var actual = Csv.read(actualCsv);
    var expected = Csv.read(expectedCsv);
    assertThat(actual.get(0)).as("columns").isEqualTo(expected.get(0));
    var columns = expected.get(0);
    var differences = new ArrayList<String>();
    for (int row = 1; row < Math.min(actual.size(), expected.size()); row++) {
      compare(row, columns, actual.get(row), expected.get(row), differences);
    }
    assertThat(differences).as("cells that differ").isEmpty();
    assertThat(actual).as("rows").hasSameSizeAs(expected);
  }

  private static void compare(
      int row,
      List<String> columns,
      List<String> actual,
      List<String> expected,
      List<String> differences) {
    for (int i = 0; i < columns.size(); i++) {
      if (!same(columns.get(i), actual.get(i), expected.get(i))) {
        differences.add(
            "row %d (%s), %s: %s instead of %s"
                .formatted(row, expected.get(0), columns.get(i), actual.get(i), expected.get(i)));
      }
    }
  }

  private static boolean same(String column, String actual, String expected) {
    if (actual.equals(expected)) {
      return true;
    }
    if (TEXT.contains(column)
        || column.endsWith("_text")
        || actual.isEmpty()
        || expected.isEmpty()) {
      return false;
    }
    try {
      return Double.compare(Double.parseDouble(actual), Double.parseDouble(expected)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
