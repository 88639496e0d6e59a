package ai.kaapana.clinical.importer.csv;

import java.util.ArrayList;
import java.util.List;

/** Counts cells of records without building them, quotes respected (RFC 4180 section 2). */
final class Records {
  private Records() {}

  /** The number of cells of each of the first records that are complete in the text. */
  static List<Integer> widths(String text, char delimiter, int records) {
    List<Integer> widths = new ArrayList<>();
    int cells = 1;
    boolean quoted = false;
    boolean atStart = true;
    for (int at = 0; at < text.length() && widths.size() < records; at++) {
      char next = text.charAt(at);
      if (quoted) {
        quoted = next != '"';
        continue;
      }
      if (next == '"' && (atStart || text.charAt(at - 1) == '"')) {
        quoted = true;
        atStart = false;
      } else if (next == delimiter) {
        cells++;
        atStart = true;
      } else if (next == '\n' || next == '\r') {
        at += next == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 1 : 0;
        widths.add(cells);
        cells = 1;
        atStart = true;
      } else {
        atStart = false;
      }
    }
    if (widths.isEmpty() && !text.isEmpty()) {
      widths.add(cells);
    }
    return widths;
  }
}
