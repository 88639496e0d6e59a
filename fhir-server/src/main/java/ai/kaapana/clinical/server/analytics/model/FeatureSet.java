package ai.kaapana.clinical.server.analytics.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The features of a panel, shared by all panels with the same ones.
 *
 * @param stored every feature name, in the order of the panel
 * @param kept the names whose values were read
 * @param units UCUM codes of the kept ones, the empty text where there is none
 */
public record FeatureSet(
    List<String> stored, List<String> kept, List<String> units, Map<String, Integer> positions) {

  public static FeatureSet of(List<String> stored, List<String> kept, List<String> units) {
    var positions = new HashMap<String, Integer>();
    for (int i = 0; i < kept.size(); i++) {
      positions.put(kept.get(i), i);
    }
    return new FeatureSet(
        List.copyOf(stored), List.copyOf(kept), List.copyOf(units), Map.copyOf(positions));
  }

  /** UCUM code of a kept feature, or null if it has none or was not kept. */
  public @Nullable String unit(String feature) {
    var position = positions.get(feature);
    return position == null || units.get(position).isEmpty() ? null : units.get(position);
  }

  // The positions follow from the kept names.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FeatureSet set
            && set.stored.equals(stored)
            && set.kept.equals(kept)
            && set.units.equals(units));
  }

  @Override
  public int hashCode() {
    return Objects.hash(stored, kept, units);
  }
}
