package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides under which extractor configuration features are read. */
final class ConfigurationChoice {

  private static final String SUBJECT = "radiomics.configuration";
  private static final int SHORTEST_PREFIX = 8;

  private final List<PanelRecord> panels;
  private final Conflicts conflicts;

  ConfigurationChoice(List<PanelRecord> panels, Conflicts conflicts) {
    this.panels = panels;
    this.conflicts = conflicts;
  }

  /** Hash of the named configuration; one that is unknown or ambiguous is noted. */
  Optional<String> named(@Nullable String wanted) {
    if (wanted == null) {
      return Optional.empty();
    }
    var all = panels.stream().map(PanelRecord::configuration).collect(Collectors.toSet());
    var hashes = matching(wanted, all);
    if (hashes.size() == 1) {
      return hashes.stream().findFirst();
    }
    var competing =
        all.stream()
            .filter(ref -> hashes.isEmpty() || hashes.contains(ref.hash()))
            .map(ConfigurationRef::label)
            .sorted()
            .toList();
    conflicts.add(
        new Problem(
            AnalyticsCode.CONFIGURATION_NEEDED,
            SUBJECT + " " + wanted,
            competing,
            patients(hashes)));
    return Optional.empty();
  }

  private static Set<String> matching(String wanted, Set<ConfigurationRef> all) {
    var exact =
        all.stream()
            .filter(ref -> wanted.equals(ref.hash()) || wanted.equals(ref.name()))
            .map(ConfigurationRef::hash)
            .collect(Collectors.toSet());
    if (!exact.isEmpty() || wanted.length() < SHORTEST_PREFIX) {
      return exact;
    }
    return all.stream()
        .map(ConfigurationRef::hash)
        .filter(hash -> hash.startsWith(wanted))
        .collect(Collectors.toSet());
  }

  private int patients(Set<String> hashes) {
    return (int)
        panels.stream()
            .filter(panel -> hashes.isEmpty() || hashes.contains(panel.configuration().hash()))
            .map(PanelRecord::patient)
            .distinct()
            .count();
  }

  /** Notes it if the asked features come from several configurations and none was named. */
  void refuseSeveral(List<Roi> rois, Collection<String> features) {
    var labels = new TreeMap<String, String>();
    var byPatient = new TreeMap<String, Set<String>>();
    for (var roi : rois) {
      for (var panel : roi.panels()) {
        if (hasAny(panel, features)) {
          labels.put(panel.configuration().hash(), panel.configuration().label());
          byPatient
              .computeIfAbsent(panel.patient(), key -> new TreeSet<>())
              .add(panel.configuration().hash());
        }
      }
    }
    if (labels.size() > 1) {
      // without a patient who has two, the mixture still runs through the whole column
      var mixed = byPatient.values().stream().anyMatch(hashes -> hashes.size() > 1);
      byPatient.forEach(
          (patient, hashes) -> {
            if (!mixed || hashes.size() > 1) {
              conflicts.add(AnalyticsCode.CONFIGURATION_NEEDED, SUBJECT, labels.values(), patient);
            }
          });
    }
  }

  private static boolean hasAny(PanelRecord panel, Collection<String> features) {
    return features.stream().anyMatch(panel.features().positions()::containsKey);
  }
}
