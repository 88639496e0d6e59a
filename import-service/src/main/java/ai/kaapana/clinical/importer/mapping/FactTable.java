package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The facts of all rows of one patient, each fact once. Rows that repeat each other count once;
 * rows that contradict each other are both left out, so that their order cannot matter.
 */
final class FactTable {
  private final Map<Fact.Key, Fact> facts = new TreeMap<>(order());
  private final Map<Long, RowOutcome> outcomes = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  FactTable(List<RowFacts> rows) {
    var sorted = rows.stream().sorted(Comparator.comparingLong(RowFacts::row)).toList();
    Map<Fact.Key, List<Fact>> byKey = new HashMap<>();
    Map<Set<Object>, Long> seen = new HashMap<>();
    for (var row : sorted) {
      findings.addAll(row.findings());
      row.facts()
          .forEach(fact -> byKey.computeIfAbsent(fact.key(), k -> new ArrayList<>()).add(fact));
      outcomes.put(row.row(), outcome(row, seen));
    }
    byKey.forEach(this::settle);
  }

  Map<Fact.Key, Fact> facts() {
    return facts;
  }

  Map<Long, RowOutcome> outcomes() {
    return outcomes;
  }

  List<Finding> findings() {
    return findings;
  }

  private RowOutcome outcome(RowFacts row, Map<Set<Object>, Long> seen) {
    if (row.rejected()) {
      return RowOutcome.REJECTED;
    }
    var content = new HashSet<Object>();
    row.facts().forEach(fact -> content.add(List.of(fact.key(), fact.content())));
    var first = seen.putIfAbsent(content, row.row());
    if (first != null) {
      findings.add(
          Finding.at(ImportIssue.KEY_DUPLICATE_ROW, Effect.NOTE)
              .row(row.row())
              .detail("repeats row " + first));
      return RowOutcome.SKIPPED;
    }
    boolean nothing = row.facts().isEmpty() && row.findings().stream().anyMatch(FactTable::lost);
    return nothing ? RowOutcome.REJECTED : RowOutcome.ACCEPTED;
  }

  private static boolean lost(Finding finding) {
    return finding.effect() == Effect.CELL_SKIPPED;
  }

  private void settle(Fact.Key key, List<Fact> candidates) {
    var contents = candidates.stream().map(Fact::content).distinct().count();
    if (contents == 1) {
      facts.put(key, candidates.getFirst());
      return;
    }
    var rows =
        candidates.stream()
            .map(fact -> String.valueOf(fact.row()))
            .distinct()
            .collect(Collectors.joining(", "));
    for (var fact : candidates) {
      findings.add(
          Finding.at(ImportIssue.KEY_DUPLICATE, Effect.CELL_SKIPPED)
              .row(fact.row())
              .column(fact.rule().column())
              .detail("rows " + rows));
    }
  }

  private static Comparator<Fact.Key> order() {
    return Comparator.comparing(Fact.Key::concept).thenComparing(Fact.Key::occurrence);
  }
}
