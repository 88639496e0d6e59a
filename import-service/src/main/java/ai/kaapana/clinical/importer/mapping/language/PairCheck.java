package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Part;
import java.util.HashMap;
import java.util.Map;

/** Columns that only make sense together, or that must not come twice. */
final class PairCheck {
  private PairCheck() {}

  static void check(Section section, Map<String, ColumnRule> columns) {
    Map<String, String> seen = new HashMap<>();
    for (var rule : columns.values()) {
      var key = rule.concept().name() + " " + rule.part() + " " + rule.basis().orElse("");
      var before = seen.put(key, rule.column());
      if (before != null && rule.dateColumn().isEmpty()) {
        section.problem(rule.column(), "the column " + before + " is the same concept already");
      }
      checkPair(section, columns, rule);
    }
  }

  private static void checkPair(Section section, Map<String, ColumnRule> columns, ColumnRule rule) {
    if (rule.part() == Part.VALUE) {
      return;
    }
    var wanted = rule.part() == Part.SURVIVAL_TIME ? Part.SURVIVAL_EVENT : Part.SURVIVAL_TIME;
    boolean complete =
        columns.values().stream()
            .anyMatch(
                other ->
                    other.part() == wanted && other.concept().name().equals(rule.concept().name()));
    if (!complete) {
      section.problem(
          rule.column(),
          wanted == Part.SURVIVAL_EVENT
              ? "the endpoint has no survival.event column"
              : "the endpoint has no survival.time column");
    }
  }
}
