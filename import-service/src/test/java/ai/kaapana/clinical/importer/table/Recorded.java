package ai.kaapana.clinical.importer.table;

import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a reader says, for tests. */
public final class Recorded implements RowSink {
  /** The header. */
  public TableHeader header;

  /** The rows. */
  public final List<TableRow> rows = new ArrayList<>();

  /** Reasons of rejected rows. */
  public final List<Finding> rejected = new ArrayList<>();

  /** Other findings. */
  public final List<Finding> findings = new ArrayList<>();

  /** Reads a source. */
  public static Recorded of(TableSource source) {
    var recorded = new Recorded();
    source.read(recorded);
    return recorded;
  }

  /** The finding with which a source refuses its file. */
  public static Finding refusal(TableSource source) {
    try {
      source.read(new Recorded());
    } catch (TableRefused e) {
      return e.finding();
    }
    throw new AssertionError("the file was not refused");
  }

  /** The texts of a row. */
  public List<String> texts(int row) {
    return rows.get(row).cells().stream().map(Cell::text).toList();
  }

  /** The kinds of findings and rejections. */
  public List<ImportIssue> issues() {
    List<ImportIssue> issues = new ArrayList<>();
    rejected.forEach(finding -> issues.add(finding.issue()));
    findings.forEach(finding -> issues.add(finding.issue()));
    return issues;
  }

  @Override
  public void header(TableHeader newHeader) {
    header = newHeader;
  }

  @Override
  public void row(TableRow row) {
    rows.add(row);
  }

  @Override
  public void rejected(Finding reason) {
    rejected.add(reason);
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
  }
}
