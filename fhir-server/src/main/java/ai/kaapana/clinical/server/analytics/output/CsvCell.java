package ai.kaapana.clinical.server.analytics.output;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes cells as RFC 4180 has them.
 *
 * <p>Attack: a text such as {@code =HYPERLINK(...)} that came from a DICOM header or a sheet runs
 * as a formula when the table is opened in a spreadsheet. Rule: a text that begins with {@code = +
 * - @}, tab or carriage return gets an apostrophe before it. Numbers are never touched: {@code
 * -1.5} stays what it is.
 */
final class CsvCell {

  private static final String FORMULA = "=+-@\t\r";

  private CsvCell() {}

  static void text(Writer out, String text) throws IOException {
    var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    if (needsQuotes(safe)) {
      out.write('"');
      out.write(safe.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(safe);
    }
  }

  static void separate(Writer out, int column) throws IOException {
    if (column > 0) {
      out.write(',');
    }
  }

  static void end(Writer out) throws IOException {
    out.write("\r\n");
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
  }
}
