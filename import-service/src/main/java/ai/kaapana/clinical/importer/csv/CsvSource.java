package ai.kaapana.clinical.importer.csv;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Blanks;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.importer.table.TableRow;
import ai.kaapana.clinical.importer.table.TableSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a CSV or TSV file, read as a stream: one record is held at a time and no record may
 * grow beyond the limits.
 *
 * <p>Source: RFC 4180, and what spreadsheets write beside it: byte order marks, a {@code sep=}
 * line, semicolons, single carriage returns.
 */
public final class CsvSource implements TableSource {
  private static final int START = 1 << 16;
  private final Path file;
  private final CsvOptions options;
  private final TableLimits limits;

  /** A source over a local file. */
  public CsvSource(Path file, CsvOptions options, TableLimits limits) {
    this.file = file;
    this.options = options;
    this.limits = limits;
  }

  @Override
  public void read(RowSink sink) {
    try {
      var encoding = Encoding.of(file, options.charset());
      if (Files.size(file) <= encoding.skip()) {
        throw new TableRefused(Finding.at(ImportIssue.EMPTY, Effect.FILE_REFUSED));
      }
      if (encoding.assumed()) {
        sink.finding(Finding.at(ImportIssue.ENCODING_ASSUMED, Effect.NOTE));
      }
      var dialect = Dialect.of(start(encoding), options.delimiter(), options.headerRow());
      try (var guard = new RecordGuard(open(encoding), dialect.delimiter(), limits)) {
        var parser = CSVParser.parse(guard, format(dialect));
        rows(parser, guard, dialect, sink);
      }
    } catch (CharacterCodingException e) {
      throw new TableRefused(Finding.at(ImportIssue.ENCODING, Effect.FILE_REFUSED));
    } catch (IOException e) {
      throw new UncheckedIOException("the spooled file cannot be read", e);
    }
  }

  private void rows(CSVParser parser, RecordGuard guard, Dialect dialect, RowSink sink)
      throws IOException {
    int headerRow = options.headerRow() + (dialect.separatorLine() ? 1 : 0);
    TableHeader header = null;
    long number = 0;
    long empty = 0;
    long data = 0;
    Iterator<CSVRecord> records = parser.iterator();
    for (var cells = next(records, guard); cells != null; cells = next(records, guard)) {
      number++;
      if (number < headerRow) {
        continue;
      }
      if (number == headerRow) {
        checkColumns(cells);
        header = TableHeader.of("", number, cells.stream().toList(), sink);
        sink.header(header);
      } else if (cells.size() == 1 && Blanks.blank(cells.get(0))) {
        empty = limit(empty + 1, number);
      } else {
        empty = 0;
        data++;
        row(number, cells, header, sink);
      }
    }
    if (header == null) {
      throw new TableRefused(Finding.at(ImportIssue.HEADER_MISSING, Effect.FILE_REFUSED));
    }
    if (data == 0) {
      sink.finding(Finding.at(ImportIssue.NO_ROWS, Effect.NOTE));
    }
  }

  private static void row(long number, CSVRecord cells, TableHeader header, RowSink sink) {
    if (cells.size() != header.names().size()) {
      sink.rejected(
          Finding.at(ImportIssue.RAGGED, Effect.ROW_REJECTED)
              .row(number)
              .detail(cells.size() + " cells, " + header.names().size() + " columns"));
      return;
    }
    for (int column = 0; column < cells.size(); column++) {
      if (Blanks.control(cells.get(column))) {
        sink.rejected(
            Finding.at(ImportIssue.CONTROL_CHARACTER, Effect.ROW_REJECTED)
                .row(number)
                .column(header.names().get(column)));
        return;
      }
    }
    sink.row(new TableRow(number, cells.stream().map(Cell::text).toList()));
  }

  // The parser throws what the guard throws, and its own error for a quote open at the end.
  private static CSVRecord next(Iterator<CSVRecord> records, RecordGuard guard) {
    try {
      guard.startRecord();
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new TableRefused(Finding.at(ImportIssue.ENCODING, Effect.FILE_REFUSED));
      }
      if (guard.quoteLine() > 0) {
        throw guard.openQuote();
      }
      throw new TableRefused(
          Finding.at(ImportIssue.DIALECT, Effect.FILE_REFUSED)
              .row(guard.line())
              .detail("text after a closing quote"));
    }
  }

  private void checkColumns(CSVRecord cells) {
    if (cells.size() > limits.columns()) {
      throw new TableRefused(Finding.at(ImportIssue.LIMIT, Effect.FILE_REFUSED).detail("columns"));
    }
  }

  private long limit(long empty, long number) {
    if (empty > limits.emptyRows()) {
      throw new TableRefused(
          Finding.at(ImportIssue.LIMIT, Effect.FILE_REFUSED).row(number).detail("empty rows"));
    }
    return empty;
  }

  private CSVFormat format(Dialect dialect) {
    var format =
        CSVFormat.Builder.create()
            .setDelimiter(dialect.delimiter())
            .setQuote('"')
            .setIgnoreEmptyLines(false)
            .setTrailingData(false);
    options.escape().ifPresent(format::setEscape);
    options.comment().ifPresent(format::setCommentMarker);
    return format.get();
  }

  private String start(Encoding encoding) throws IOException {
    try (Reader text = open(encoding)) {
      var buffer = new char[START];
      int length = 0;
      for (int got = 0;
          got >= 0 && length < START;
          got = text.read(buffer, length, START - length)) {
        length += got;
      }
      var start = new String(buffer, 0, length);
      if (options.comment().isEmpty()) {
        return start;
      }
      var mark = String.valueOf(options.comment().get());
      return String.join("\n", start.lines().filter(line -> !line.startsWith(mark)).toList())
          + "\n";
    }
  }

  private Reader open(Encoding encoding) throws IOException {
    CharsetDecoder decoder =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    bytes.skipNBytes(encoding.skip());
    return new InputStreamReader(bytes, decoder);
  }
}
