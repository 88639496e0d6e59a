package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.service.job.UnitBalance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import would do, without having done anything.
 *
 * @param rows the rows of the file by what would become of them
 * @param patients the patients by what is known of them
 * @param resources resources by type that the rows become
 * @param details how many values of each concept there are, by form
 * @param issues what is to say, by kind
 * @param coverage how well rows and imaging match
 */
record Preview(
    UnitBalance rows,
    Patients patients,
    Map<String, Long> resources,
    Map<String, Long> details,
    List<IssueSummary> issues,
    Coverage coverage) {

  /**
   * Patients by what the last import of the same dataset and mapping said of them.
   *
   * @param total all patients of the file
   * @param fresh patients not imported before
   * @param changed patients of whom something else was said
   * @param unchanged patients of whom the same was said
   * @param vanished patients imported before who are not in the file
   */
  record Patients(long total, long fresh, long changed, long unchanged, long vanished) {}

  /**
   * Findings of one kind.
   *
   * @param count how many there are
   * @param rows the first ten rows
   */
  record IssueSummary(
      String code,
      String severity,
      String effect,
      String sheet,
      String column,
      long count,
      List<Long> rows,
      String message,
      String hint) {}

  static List<IssueSummary> summaries(List<Map<FindingLog.Kind, FindingLog.Tally>> tallies) {
    Map<FindingLog.Kind, FindingLog.Tally> all =
        new TreeMap<>(
            Comparator.comparing((FindingLog.Kind kind) -> kind.issue().severity())
                .reversed()
                .thenComparing(FindingLog.Kind::issue)
                .thenComparing(FindingLog.Kind::column)
                .thenComparing(FindingLog.Kind::effect)
                .thenComparing(FindingLog.Kind::sheet));
    tallies.forEach(all::putAll);
    return all.entrySet().stream().map(entry -> summary(entry.getKey(), entry.getValue())).toList();
  }

  private static IssueSummary summary(FindingLog.Kind kind, FindingLog.Tally tally) {
    ImportIssue issue = kind.issue();
    Effect effect = kind.effect();
    return new IssueSummary(
        issue.code(),
        issue.severity().name(),
        effect.text(),
        kind.sheet(),
        kind.column(),
        tally.count(),
        List.copyOf(tally.rows()),
        issue.message(),
        issue.hint());
  }
}
