package ai.kaapana.clinical.fhir.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Puts whole patients into packs of at most 500 entries and 8 MB.
 *
 * <p>Why packs: one transaction for several small patients is cheaper than one each; why whole
 * patients: a patient is written whole or not at all.
 */
public final class Packs {

  public static final int MAX_ENTRIES = 500;
  public static final long MAX_BYTES = 8L * 1024 * 1024;

  private Packs() {}

  /**
   * Packs units in their order. A unit that is larger than a pack stands alone in its own.
   *
   * @param entries number of bundle entries of a unit
   * @param bytes size of a unit's JSON
   */
  public static <U> List<List<U>> of(
      List<U> units, ToIntFunction<U> entries, ToLongFunction<U> bytes) {
    var packs = new ArrayList<List<U>>();
    var open = new ArrayList<U>();
    int openEntries = 0;
    long openBytes = 0;
    for (var unit : units) {
      int e = entries.applyAsInt(unit);
      long b = bytes.applyAsLong(unit);
      if (!open.isEmpty() && (openEntries + e > MAX_ENTRIES || openBytes + b > MAX_BYTES)) {
        packs.add(List.copyOf(open));
        open.clear();
        openEntries = 0;
        openBytes = 0;
      }
      open.add(unit);
      openEntries += e;
      openBytes += b;
    }
    if (!open.isEmpty()) {
      packs.add(List.copyOf(open));
    }
    return List.copyOf(packs);
  }
}
