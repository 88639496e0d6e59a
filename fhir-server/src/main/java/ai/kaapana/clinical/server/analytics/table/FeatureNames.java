package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.NearestNames;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.FeatureSet;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.spec.FeaturePattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows the names of all stored features, in the order of the panels. */
final class FeatureNames {

  private final Set<String> names;
  private final Conflicts conflicts;

  /**
   * @param configuration hash of the only configuration that counts, or empty for all
   */
  FeatureNames(List<PanelRecord> panels, Optional<String> configuration, Conflicts conflicts) {
    this.conflicts = conflicts;
    names =
        panels.stream()
            .filter(panel -> configuration.map(panel.configuration().hash()::equals).orElse(true))
            .map(PanelRecord::features)
            .distinct()
            .map(FeatureSet::stored)
            .flatMap(List::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Every feature that a pattern matches, once, in the asked order; a pattern without a hit is
   * noted.
   */
  List<String> expand(List<FeaturePattern> patterns) {
    var result = new LinkedHashSet<String>();
    for (var pattern : patterns) {
      var hits = names.stream().filter(pattern::matches).toList();
      if (hits.isEmpty()) {
        unknown(pattern.text());
      }
      result.addAll(hits);
    }
    return List.copyOf(result);
  }

  /** Notes a feature that is not stored. */
  boolean isKnown(String feature) {
    var known = names.contains(feature);
    if (!known) {
      unknown(feature);
    }
    return known;
  }

  private void unknown(String feature) {
    conflicts.add(
        Problem.of(AnalyticsCode.UNKNOWN_FEATURE, feature, NearestNames.to(feature, names)));
  }
}
