package ai.kaapana.clinical.importer.csv;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.util.List;
import java.util.Optional;

/**
 * The delimiter of a CSV file: a {@code sep=} line, the declaration, or the candidate that divides
 * the first records most evenly.
 *
 * @param delimiter the character between cells
 * @param separatorLine whether the file starts with a {@code sep=} line that is no data
 */
record Dialect(char delimiter, boolean separatorLine) {
  private static final char[] CANDIDATES = {',', ';', '\t', '|', '^'};
  private static final int RECORDS = 50;

  /**
   * @param start the first part of the file as text
   * @param declared the declared delimiter
   * @param headerRow the row of the header, from 1
   * @throws TableRefused when the declared delimiter finds one column where another finds several
   */
  static Dialect of(String start, Optional<Character> declared, int headerRow) {
    if (start.regionMatches(true, 0, "sep=", 0, 4) && start.length() > 4) {
      return new Dialect(start.charAt(4), true);
    }
    char best = best(start, headerRow);
    if (declared.isEmpty()) {
      return new Dialect(best, false);
    }
    char given = declared.get();
    boolean oneColumn = score(start, given, headerRow) == 0;
    if (oneColumn && best != given && score(start, best, headerRow) > 0) {
      throw new TableRefused(
          Finding.at(ImportIssue.DIALECT, Effect.FILE_REFUSED)
              .detail("declared " + name(given) + ", the file is divided by " + name(best)));
    }
    return new Dialect(given, false);
  }

  private static char best(String start, int headerRow) {
    char best = ',';
    double most = 0;
    for (char candidate : CANDIDATES) {
      double score = score(start, candidate, headerRow);
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  // Columns of the header, weighed by the share of records that have as many.
  private static double score(String start, char delimiter, int headerRow) {
    List<Integer> widths = Records.widths(start, delimiter, RECORDS + headerRow);
    if (widths.size() < headerRow) {
      return 0;
    }
    int header = widths.get(headerRow - 1);
    var data = widths.subList(headerRow, widths.size());
    double even =
        data.isEmpty() ? 1 : (double) data.stream().filter(w -> w == header).count() / data.size();
    return (header - 1) * (0.1 + even);
  }

  static String name(char delimiter) {
    return switch (delimiter) {
      case ',' -> "comma";
      case ';' -> "semicolon";
      case '\t' -> "tab";
      case ' ' -> "blank";
      default -> "'" + delimiter + "'";
    };
  }
}
