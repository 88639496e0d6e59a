package ai.kaapana.clinical.radiomics.reader.mitk;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.reader.DecimalMarks;
import ai.kaapana.clinical.radiomics.reader.ResultInput;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.RoiSink;
import ai.kaapana.clinical.radiomics.reader.ToolReader;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The CSV of MITK: separated by semicolons, one after the last cell too, never quoted.
 *
 * <p>The tool appends. A retry, or a second image with the same mask, adds a row below the one
 * header; a run with other classes adds a header of its own, which starts a new block.
 */
public final class MitkCsv implements ToolReader {

  /** Aggregates over the slices of a region; they are written for slice-wise runs alone. */
  private static final Pattern AGGREGATE = Pattern.compile(".* - (Mean|Var\\.)");

  private final ResultInput input;
  private final DecimalMarks marks = new DecimalMarks();
  private @Nullable MitkHeader header;
  private int block = -1;
  private long rows;

  public MitkCsv(ResultInput input) {
    this.input = input;
  }

  @Override
  public void read(RoiSink sink) throws UnreadableResultException, IOException {
    var format = CSVFormat.DEFAULT.builder().setDelimiter(';').setQuote(null).get();
    try (var parser = CSVParser.parse(input.reader(), format)) {
      records(parser, sink);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void records(CSVParser parser, RoiSink sink) throws UnreadableResultException {
    Iterator<CSVRecord> records = parser.iterator();
    while (records.hasNext()) {
      var cells = records.next();
      input.line(parser.getCurrentLineNumber());
      input.nextRecord();
      if (!records.hasNext() && !input.endedWithLine()) {
        throw input.refuse(RadiomicsIssue.FILE_TRUNCATED);
      }
      if (MitkHeader.isOne(cells)) {
        start(cells);
      } else if (!sink.accept(result(cells))) {
        return;
      }
    }
    if (rows == 0) {
      throw input.refuse(RadiomicsIssue.FILE_EMPTY);
    }
  }

  private void start(CSVRecord cells) throws UnreadableResultException {
    if (cells.size() > input.limits().columns()) {
      throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
    header = new MitkHeader(cells);
    if (!header.isComplete()) {
      throw input.refuse(RadiomicsIssue.FILE_TRANSPOSED);
    }
    block++;
  }

  private RoiResult result(CSVRecord cells) throws UnreadableResultException {
    var current = header;
    if (current == null) {
      throw input.refuse(RadiomicsIssue.FILE_TRANSPOSED);
    }
    if (++rows > input.limits().rows()) {
      throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
    for (var cell : cells) {
      if (cell.length() > input.limits().cellCharacters()) {
        throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
      }
    }
    if (!current.fits(cells)) {
      throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
    }
    if (current.contradicts(cells)) {
      throw input.refuse(RadiomicsIssue.COLUMN_DUPLICATE);
    }
    if (isOfSlices(current, cells)) {
      throw input.refuse(RadiomicsIssue.FILE_SLICES);
    }
    for (var position : current.featurePositions()) {
      if (marks.contradicts(cells.get(position).strip())) {
        throw input.refuse(RadiomicsIssue.FILE_DECIMAL_MARKS);
      }
    }
    return current.result(cells, rows, input.line(), block, marks.mark());
  }

  private static boolean isOfSlices(MitkHeader header, CSVRecord cells) {
    var slice = header.cell(cells, "SliceNumber").strip();
    return !(slice.isEmpty() || slice.equals("0"))
        || AGGREGATE.matcher(header.cell(cells, "Segmentation")).matches();
  }
}
