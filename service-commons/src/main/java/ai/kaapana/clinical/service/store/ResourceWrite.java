package ai.kaapana.clinical.service.store;

import org.jspecify.annotations.Nullable;

/**
 * What became of one resource.
 *
 * @param version version that the store holds now
 * @param previousVersion version before the write; null if the resource did not exist
 */
public record ResourceWrite(
    String type,
    String id,
    Effect effect,
    @Nullable String version,
    @Nullable String previousVersion) {

  /** Effect on the store. */
  public enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** Whether it is about other resources instead of the patient; not counted in balances. */
  public boolean isProvenance() {
    return type.equals("Provenance");
  }

  /** The id is a patient's value. */
  @Override
  public String toString() {
    return "ResourceWrite[%s %s]".formatted(type, effect);
  }
}
