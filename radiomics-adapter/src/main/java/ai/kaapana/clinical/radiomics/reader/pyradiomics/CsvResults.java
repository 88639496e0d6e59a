package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.reader.DecimalMarks;
import ai.kaapana.clinical.radiomics.reader.ResultInput;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.RoiSink;
import ai.kaapana.clinical.radiomics.reader.ToolReader;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV of the PyRadiomics command line.
 *
 * <p>The tool opens its output in append mode, so that a second run puts another header, possibly
 * with other columns, in the middle of the file; and it writes columns in another order when the
 * first case failed. Cells are therefore bound by the names of the nearest header above.
 */
public final class CsvResults implements ToolReader {

  private static final int HEADER_PEEK = 1 << 20;
  private static final Set<String> TRANSPOSED = Set.of("Feature Name", "Feature Class");

  private final ResultInput input;
  private final Columns columns = new Columns();
  private final DecimalMarks marks = new DecimalMarks();
  private @Nullable CsvHeader header;
  private boolean semicolon;
  private int block = -1;
  private long rows;

  public CsvResults(ResultInput input) {
    this.input = input;
  }

  @Override
  public void read(RoiSink sink) throws UnreadableResultException, IOException {
    var in = input.reader();
    var delimiter = delimiter(in);
    semicolon = delimiter == ';';
    var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    try (var parser = CSVParser.parse(in, format)) {
      records(parser, sink);
    } catch (UncheckedIOException e) {
      throw cause(e.getCause());
    }
  }

  private void records(CSVParser parser, RoiSink sink) throws UnreadableResultException {
    Iterator<CSVRecord> records = parser.iterator();
    while (records.hasNext()) {
      var cells = records.next();
      input.line(parser.getCurrentLineNumber());
      input.nextRecord();
      if (!records.hasNext() && !input.endedWithLine()) {
        throw refuse(RadiomicsIssue.FILE_TRUNCATED);
      }
      if (header != null && header.looksTransposed(cells)) {
        throw refuse(RadiomicsIssue.FILE_TRANSPOSED);
      }
      if (header == null || CsvHeader.repeats(cells, header)) {
        startBlock(cells);
      } else if (!sink.accept(result(cells))) {
        return;
      }
    }
    if (rows == 0) {
      throw refuse(RadiomicsIssue.FILE_EMPTY);
    }
  }

  private void startBlock(CSVRecord cells) throws UnreadableResultException {
    if (cells.size() > input.limits().columns()) {
      throw refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
    if (cells.stream().anyMatch(TRANSPOSED::contains)) {
      throw refuse(RadiomicsIssue.FILE_TRANSPOSED);
    }
    header = CsvHeader.of(cells, columns);
    block++;
  }

  private RoiResult result(CSVRecord cells) throws UnreadableResultException {
    var current = Objects.requireNonNull(header);
    if (!current.namesFeatures()) {
      throw refuse(RadiomicsIssue.FILE_NO_FEATURES);
    }
    if (++rows > input.limits().rows()) {
      throw refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
    if (cells.size() != current.width() && cells.size() != current.leadingInputs()) {
      throw refuse(RadiomicsIssue.FILE_MALFORMED);
    }
    for (var cell : cells) {
      if (cell.length() > input.limits().cellCharacters()) {
        throw refuse(RadiomicsIssue.FILE_TOO_LARGE);
      }
    }
    if (current.contradicts(cells)) {
      throw refuse(RadiomicsIssue.COLUMN_DUPLICATE);
    }
    decideMark(current, cells);
    return current.result(cells, rows, input.line(), block, marks.mark());
  }

  /**
   * In a file separated by semicolons the first number with a fraction decides, and a later one of
   * the other kind refuses the file. In one separated by commas a comma in a number is a mistake.
   */
  private void decideMark(CsvHeader current, CSVRecord cells) throws UnreadableResultException {
    if (!semicolon) {
      return;
    }
    for (var position : current.featurePositions()) {
      var cell = position < cells.size() ? cells.get(position).strip() : "";
      if (marks.contradicts(cell)) {
        throw refuse(RadiomicsIssue.FILE_DECIMAL_MARKS);
      }
    }
  }

  /** The separator that occurs most often outside of quotes in the first line. */
  private static char delimiter(BufferedReader in) throws IOException {
    in.mark(HEADER_PEEK);
    var counts = new int[3];
    var quoted = false;
    for (int i = 0; i < HEADER_PEEK - 1; i++) {
      var character = in.read();
      if (character < 0 || (!quoted && (character == '\n' || character == '\r'))) {
        break;
      }
      quoted ^= character == '"';
      var index = quoted ? -1 : ",;\t".indexOf(character);
      if (index >= 0) {
        counts[index]++;
      }
    }
    in.reset();
    if (counts[1] > counts[0] && counts[1] > counts[2]) {
      return ';';
    }
    return counts[2] > counts[0] ? '\t' : ',';
  }

  /**
   * Commons CSV reports an unclosed quote without a type of its own: the text ends inside of it.
   */
  private static IOException cause(IOException cause) {
    if (cause instanceof CSVException && String.valueOf(cause.getMessage()).contains("EOF")) {
      return new EOFException();
    }
    return cause;
  }

  private UnreadableResultException refuse(RadiomicsIssue issue) {
    return input.refuse(issue);
  }
}
