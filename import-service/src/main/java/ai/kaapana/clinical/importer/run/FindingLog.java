package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.issue.Severity;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts findings by what they say and passes them on: all of those that lost something, and the
 * first thousand of each kind of those that only inform.
 */
final class FindingLog {
  private static final int SHOWN = 10;
  private static final int KEPT = 1_000;
  private static final int BATCH = 500;
  private final Map<Kind, Tally> tallies = new HashMap<>();
  private final List<Finding> pending = new ArrayList<>();
  private final Consumer<List<Finding>> sink;

  FindingLog(Consumer<List<Finding>> sink) {
    this.sink = sink;
  }

  /** What findings have in common that are told together. */
  record Kind(ImportIssue issue, Effect effect, String sheet, String column) {
    static Kind of(Finding finding) {
      return new Kind(finding.issue(), finding.effect(), finding.sheet(), finding.column());
    }
  }

  /** How often, and the first rows. */
  static final class Tally {
    private long count;
    private final List<Long> rows = new ArrayList<>();

    void add(long row) {
      count++;
      if (row > 0 && rows.size() < SHOWN) {
        rows.add(row);
      }
    }

    long count() {
      return count;
    }

    List<Long> rows() {
      return rows;
    }
  }

  void add(Finding finding) {
    var tally = tallies.computeIfAbsent(Kind.of(finding), kind -> new Tally());
    tally.add(finding.row());
    boolean informs = finding.issue().severity() == Severity.INFORMATION;
    if (!informs || tally.count <= KEPT) {
      pending.add(finding);
    }
    if (pending.size() >= BATCH) {
      flush();
    }
  }

  void addAll(List<Finding> findings) {
    findings.forEach(this::add);
  }

  void flush() {
    if (!pending.isEmpty()) {
      sink.accept(List.copyOf(pending));
      pending.clear();
    }
  }

  Map<Kind, Tally> tallies() {
    return tallies;
  }
}
