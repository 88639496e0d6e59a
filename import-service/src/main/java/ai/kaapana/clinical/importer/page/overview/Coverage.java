package ai.kaapana.clinical.importer.page.overview;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has what: each patient with the set of its parts.
 *
 * @param parts PatientID to the bits of its parts
 */
record Coverage(Map<String, Integer> parts) {

  /**
   * Patients with exactly these parts.
   *
   * @param mask the bits of the parts
   */
  record Combination(int mask, long patients) {
    boolean has(Part part) {
      return (mask & part.bit()) != 0;
    }

    /** For people who hear the page. */
    String label() {
      var named = Arrays.stream(Part.values()).filter(this::has).map(Part::title).toList();
      return named.isEmpty() ? "nothing" : String.join(", ", named);
    }
  }

  long patients() {
    return parts.size();
  }

  /** How many patients have each part. */
  Map<Part, Long> totals() {
    Map<Part, Long> totals = new EnumMap<>(Part.class);
    for (var part : Part.values()) {
      totals.put(part, parts.values().stream().filter(mask -> (mask & part.bit()) != 0).count());
    }
    return totals;
  }

  /** The combinations that exist, the most frequent first. */
  List<Combination> combinations() {
    Map<Integer, Long> counts = new TreeMap<>();
    parts.values().forEach(mask -> counts.merge(mask, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> new Combination(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Combination::patients).reversed())
        .toList();
  }

  /** The patients with exactly these parts. */
  List<String> patients(int mask) {
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue() == mask)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Patients with one part and without another. */
  long having(Part has, Part lacks) {
    return parts.values().stream()
        .filter(mask -> (mask & has.bit()) != 0 && (mask & lacks.bit()) == 0)
        .count();
  }
}
