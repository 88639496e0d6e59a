package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one unit.
 *
 * @param writes one for each resource and for the Patient, then the Provenance; empty if rejected
 * @param refusal why the store refused the unit; null otherwise
 */
public record UnitResult(
    String key, State state, List<ResourceWrite> writes, @Nullable Refusal refusal) {

  /** State of a unit. */
  public enum State {
    /** At least one resource was created or updated. */
    WRITTEN,
    /** The store held everything already. */
    UNCHANGED,
    /** It refers to something that does not exist in the store yet. */
    WAITING,
    /** The store refused it; trying again would not help. */
    REJECTED
  }

  /**
   * The store's own words, without values of patients.
   *
   * @param status HTTP status
   * @param code stable code of fhir-server, or {@code store/rejected}
   */
  public record Refusal(int status, String code) {}

  public UnitResult {
    writes = List.copyOf(writes);
  }

  static UnitResult of(String key, List<ResourceWrite> writes) {
    var changed = writes.stream().anyMatch(write -> write.effect() != Effect.UNCHANGED);
    return new UnitResult(key, changed ? State.WRITTEN : State.UNCHANGED, writes, null);
  }

  static UnitResult refused(String key, Refusal refusal) {
    var waits = refusal.code().equals(HttpFhirStore.TARGET_MISSING);
    return new UnitResult(key, waits ? State.WAITING : State.REJECTED, List.of(), refusal);
  }

  /** Number of resources, Provenance aside, with an effect. */
  public int count(Effect effect) {
    return (int) writes.stream().filter(w -> !w.isProvenance() && w.effect() == effect).count();
  }

  /** The key may be made of a patient's values. */
  @Override
  public String toString() {
    return "UnitResult[%s, %d writes]".formatted(state, writes.size());
  }
}
