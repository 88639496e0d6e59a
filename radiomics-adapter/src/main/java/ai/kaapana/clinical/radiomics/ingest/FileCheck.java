package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.configuration.Configurations;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import ai.kaapana.clinical.radiomics.resolve.TargetColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The look at a whole file before anything of it is used: is it complete, do its columns exist, do
 * rows repeat or contradict each other, how was it made.
 */
final class FileCheck {

  private final ResultReader reader;
  private final TargetColumns columns;
  private final Configurations configurations;
  private final List<Row> rows = new ArrayList<>();
  private final List<Long> leftOut = new ArrayList<>();
  private int block = -1;
  private long values;
  private @Nullable RefusedFileException refusal;

  FileCheck(ResultReader reader, TargetColumns columns, Configurations configurations) {
    this.reader = reader;
    this.columns = columns;
    this.configurations = configurations;
  }

  /**
   * What was found.
   *
   * @param rows number of results
   * @param values number of feature values
   * @param verdicts by row, for the rows that are not to be used
   */
  record Findings(long rows, long values, Map<Long, Verdict> verdicts) {}

  /** The little that is kept of a row until the file has been read. */
  private record Row(
      long number,
      int block,
      String target,
      @Nullable String configuration,
      String content,
      boolean failed) {}

  Findings run(ByteSource source) throws RefusedFileException, IOException {
    try (var in = source.open()) {
      reader.read(in, this::look);
    } catch (UnreadableResultException e) {
      throw new RefusedFileException(e.issue(), e.line() == 0 ? "" : "line " + e.line());
    }
    if (refusal != null) {
      throw refusal;
    }
    return new Findings(rows.size(), values, verdicts());
  }

  private boolean look(RoiResult result) {
    if (result.block() != block) {
      block = result.block();
      var missing = columns.missing(result.inputs());
      if (!missing.isEmpty()) {
        refusal = new RefusedFileException(RadiomicsIssue.COLUMN_UNKNOWN, missing.getFirst());
        return false;
      }
    }
    if (configurations.contradicts(result)) {
      refusal =
          new RefusedFileException(
              RadiomicsIssue.CONFIGURATION_CONTRADICTION, "line " + result.line());
      return false;
    }
    configurations.learn(result);
    values += result.measurements().size();
    var statement = columns.read(result.inputs());
    var nameless = !statement.namesSegment() && statement.patientId() == null;
    rows.add(
        new Row(
            result.row(),
            result.block(),
            nameless ? "" : RowKey.target(statement),
            result.failed()
                ? null
                : configurations.of(result).map(ExtractorConfiguration::hash).orElse(""),
            RowKey.content(result),
            result.failed()));
    if (result.leftOut()) {
      leftOut.add(result.row());
    }
    return true;
  }

  private Map<Long, Verdict> verdicts() {
    var groups = new LinkedHashMap<String, List<Row>>();
    for (var row : rows) {
      if (!row.target().isEmpty()) {
        groups.computeIfAbsent(row.target() + hash(row), key -> new ArrayList<>(1)).add(row);
      }
    }
    var result = new HashMap<Long, Verdict>();
    groups.values().stream().filter(group -> group.size() > 1).forEach(g -> judge(g, result));
    leftOut.forEach(row -> result.put(row, new Verdict(RadiomicsIssue.ROI_LEFT_OUT, true)));
    return result;
  }

  private String hash(Row row) {
    return Optional.ofNullable(row.configuration())
        .or(() -> configurations.ofFailed(row.block()).map(ExtractorConfiguration::hash))
        .orElse("");
  }

  /** A failed run beside a good one says nothing; two good ones that differ cancel each other. */
  private static void judge(List<Row> group, Map<Long, Verdict> result) {
    var good = group.stream().filter(row -> !row.failed()).toList();
    var conflict = good.stream().map(Row::content).distinct().count() > 1;
    var kept = good.isEmpty() ? group.getFirst() : good.getFirst();
    for (var row : group) {
      if (row.failed() && !good.isEmpty()) {
        result.put(row.number(), new Verdict(RadiomicsIssue.ROI_RESULT_EXISTS, false));
      } else if (conflict) {
        result.put(row.number(), new Verdict(RadiomicsIssue.ROI_CONFLICTING_DUPLICATE, true));
      } else if (row != kept) {
        result.put(row.number(), new Verdict(RadiomicsIssue.ROI_EQUAL_DUPLICATE, false));
      }
    }
  }
}
