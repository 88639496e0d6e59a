package ai.kaapana.clinical.testing;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, for people. */
final class TextDiff {

  private static final int MAX_LINES = 80;

  private TextDiff() {}

  /** Lines of the first text alone begin with {@code -}, of the second alone with {@code +}. */
  static String of(String expected, String actual) {
    List<String> a = expected.lines().toList();
    List<String> b = actual.lines().toList();
    int start = 0;
    while (start < a.size() && start < b.size() && a.get(start).equals(b.get(start))) {
      start++;
    }
    int endA = a.size();
    int endB = b.size();
    while (endA > start && endB > start && a.get(endA - 1).equals(b.get(endB - 1))) {
      endA--;
      endB--;
    }
    List<String> out = changed(a.subList(start, endA), b.subList(start, endB));
    List<String> shown = out.size() > MAX_LINES ? out.subList(0, MAX_LINES) : out;
    String more = out.size() > MAX_LINES ? "\n... " + (out.size() - MAX_LINES) + " more lines" : "";
    return "from line " + (start + 1) + ":\n" + String.join("\n", shown) + more;
  }

  /**
   * By the longest common subsequence where the changed part is small enough, else all of one and
   * all of the other.
   */
  private static List<String> changed(List<String> a, List<String> b) {
    List<String> out = new ArrayList<>();
    if ((long) a.size() * b.size() > 4_000_000) {
      a.forEach(line -> out.add("- " + line));
      b.forEach(line -> out.add("+ " + line));
      return out;
    }
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        out.add("  " + a.get(i));
        i++;
        j++;
      } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
        out.add("- " + a.get(i++));
      } else {
        out.add("+ " + b.get(j++));
      }
    }
    return out;
  }
}
