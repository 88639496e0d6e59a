package ai.kaapana.clinical.importer.csv;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches the characters on their way to the CSV parser, which itself would gather a record of any
 * length: stops a record beyond the limit, and knows in which line an open quote was opened.
 */
final class RecordGuard extends FilterReader {
  // The parser reads ahead by its buffer, so that much of later records may be counted as well.
  private static final int READ_AHEAD = 1 << 14;
  private final char delimiter;
  private final TableLimits limits;
  private long line = 1;
  private long quoteLine;
  private long inRecord;
  private char last = '\n';
  private boolean quoted;
  private boolean closing;
  private boolean cellStart = true;

  RecordGuard(Reader in, char delimiter, TableLimits limits) {
    super(in);
    this.delimiter = delimiter;
    this.limits = limits;
  }

  void startRecord() {
    inRecord = 0;
  }

  /** The line of the character read last. */
  long line() {
    return line;
  }

  /** The line in which the open quote was opened, 0 if none is open. */
  long quoteLine() {
    return quoted && !closing ? quoteLine : 0;
  }

  TableRefused openQuote() {
    return new TableRefused(
        Finding.at(ImportIssue.QUOTE_OPEN, Effect.FILE_REFUSED)
            .row(quoteLine())
            .detail("opened in line " + quoteLine()));
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      watch((char) next);
      check();
    }
    return next;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, Math.min(length, READ_AHEAD));
    for (int at = 0; at < got; at++) {
      watch(buffer[offset + at]);
    }
    check();
    return got;
  }

  private void check() {
    if (inRecord <= limits.recordCharacters() + (long) READ_AHEAD) {
      return;
    }
    if (quoteLine() > 0) {
      throw openQuote();
    }
    throw new TableRefused(
        Finding.at(ImportIssue.LIMIT, Effect.FILE_REFUSED).row(line).detail("characters of a row"));
  }

  private void watch(char next) {
    inRecord++;
    if (next == '\n' && last != '\r' || next == '\r') {
      line++;
    }
    last = next;
    if (quoted && !closing) {
      closing = next == '"';
      return;
    }
    if (closing && next == '"') {
      closing = false;
      return;
    }
    closing = false;
    quoted = cellStart && next == '"';
    if (quoted) {
      quoteLine = line;
    }
    cellStart = next == delimiter || next == '\n' || next == '\r';
  }
}
