package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.Layout;
import ai.kaapana.clinical.importer.mapping.SubjectReader;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.SubjectKey;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file once and stages its rows; knows nothing of what the rows mean. */
final class Stager {
  private static final int BATCH = 500;
  private final RowTable rows;
  private final FindingTable findings;
  private final TableFiles files;

  Stager(RowTable rows, FindingTable findings, TableFiles files) {
    this.rows = rows;
    this.findings = findings;
    this.files = files;
  }

  /**
   * What was staged.
   *
   * @param columns the columns taken
   * @param sheet the sheet that was read, empty for a format without sheets
   * @param read rows of the file
   * @param unreadable rows that are not staged
   */
  record Outcome(List<String> columns, String sheet, long read, long unreadable) {}

  /**
   * Stages the rows of a file.
   *
   * @throws ai.kaapana.clinical.importer.table.TableRefused when the file cannot be trusted
   */
  Outcome stage(String importId, Path file, TableMapping mapping, Optional<String> sheet) {
    rows.clear(importId);
    findings.clear(importId, FindingTable.READ);
    var sink = new Sink(importId, mapping);
    files.source(file, mapping, sheet).read(sink);
    return sink.end();
  }

  /** Takes the rows of one file. */
  private final class Sink implements RowSink {
    private final String importId;
    private final TableMapping mapping;
    private final SubjectReader subjects;
    private final FindingLog log;
    private final List<RowTable.Staged> batch = new ArrayList<>();
    private TableHeader header;
    private Layout layout;
    private long read;
    private long unreadable;
    private long rewritten;

    Sink(String importId, TableMapping mapping) {
      this.importId = importId;
      this.mapping = mapping;
      this.subjects = new SubjectReader(mapping.subject(), mapping.source().missing());
      this.log = findings.log(importId, FindingTable.READ);
    }

    @Override
    public void header(TableHeader newHeader) {
      header = newHeader;
      List<Finding> drift = new ArrayList<>();
      layout = Layout.of(mapping, header, drift);
      log.addAll(drift);
    }

    @Override
    public void row(TableRow row) {
      read++;
      var cell = row.cells().get(header.indexOf(mapping.subject().column()));
      var key = subjects.read(cell, row.number());
      key.findings().forEach(finding -> log.add(finding.sheet(header.sheet())));
      if (key.key().isEmpty()) {
        unreadable++;
        return;
      }
      rewritten += key.rewritten() ? 1 : 0;
      var subject = key.key().get();
      var patient = mapping.subject().key() == SubjectKey.PATIENT_ID ? subject : null;
      batch.add(new RowTable.Staged(row.number(), subject, patient, layout.arrange(row, header)));
      if (batch.size() >= BATCH) {
        flush();
      }
    }

    @Override
    public void rejected(Finding reason) {
      read++;
      unreadable++;
      log.add(reason);
    }

    @Override
    public void finding(Finding finding) {
      log.add(finding);
    }

    private void flush() {
      rows.add(importId, batch);
      batch.clear();
    }

    Outcome end() {
      flush();
      if (rewritten > 0) {
        log.add(
            Finding.at(ImportIssue.KEY_REWRITTEN, Effect.NOTE)
                .column(mapping.subject().column())
                .detail(rewritten + " rows"));
      }
      log.flush();
      return new Outcome(layout.columns(), header.sheet(), read, unreadable);
    }
  }
}
