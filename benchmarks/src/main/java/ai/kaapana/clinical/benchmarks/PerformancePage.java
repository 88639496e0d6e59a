package ai.kaapana.clinical.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/performance.md, whose measured parts stand between markers. */
record PerformancePage(Path file) {

  /** Puts a result in the place of the earlier one. */
  void put(String name, String markdown) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), name, markdown));
  }

  /**
   * The page with another text between the markers of a benchmark.
   *
   * @throws IllegalArgumentException if the page has no such markers
   */
  static String replaced(String page, String name, String markdown) {
    var begin = "<!-- begin " + name + " -->\n";
    var end = "<!-- end " + name + " -->";
    var from = page.indexOf(begin);
    var to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("The page has no markers of " + name);
    }
    return page.substring(0, from + begin.length()) + "\n" + markdown + "\n" + page.substring(to);
  }
}
