package ai.kaapana.clinical.fhir.bundle;

import org.jspecify.annotations.Nullable;

/**
 * What the store says it did with one entry of a transaction.
 *
 * @param version version of the resource afterwards, null for a deletion
 */
public record EntryOutcome(String type, String id, Effect effect, @Nullable String version) {

  /** What happened to the resource. */
  public enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED,
    DELETED
  }
}
