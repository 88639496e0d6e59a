package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.store.Variables;
import ai.kaapana.clinical.importer.page.store.Variables.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Features by filter and class, as their names have them ({@code original_shape_...}). */
final class FeatureGroups {

  private FeatureGroups() {}

  /**
   * Features that can be chosen at once.
   *
   * @param pattern asks for all of them
   */
  record Group(String title, String pattern, List<Variable> features) {}

  static List<Group> of(Variables variables) {
    Map<String, Variable> all = new LinkedHashMap<>();
    variables.sets().forEach(set -> set.features().forEach(f -> all.putIfAbsent(f.name(), f)));
    Map<String, List<Variable>> groups =
        all.values().stream()
            .collect(
                Collectors.groupingBy(
                    feature -> prefix(feature.name()), LinkedHashMap::new, Collectors.toList()));
    List<Group> result = new ArrayList<>();
    groups.forEach(
        (prefix, features) ->
            result.add(
                prefix.isEmpty()
                    ? new Group("others", "", features)
                    : new Group(prefix.replace('_', ' ').strip(), prefix + "*", features)));
    return result;
  }

  /** Up to the last underscore; what has none belongs to no class. */
  private static String prefix(String name) {
    int end = name.lastIndexOf('_');
    return end <= 0 ? "" : name.substring(0, end + 1);
  }
}
