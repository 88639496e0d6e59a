package ai.kaapana.clinical.service.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told of every write before and after it happens.
 *
 * <p>Why before: a kill between the store's commit and the feeder's own would otherwise lose that
 * it was this run which created a resource, and an undo would leave it behind.
 */
public interface WriteJournal {

  /** Remembers nothing. */
  WriteJournal NONE =
      new WriteJournal() {
        @Override
        public void planned(List<Planned> writes) {}

        @Override
        public void confirmed(List<UnitResult> results) {}
      };

  /**
   * A write that is about to be sent.
   *
   * @param contentHash SHA-256 of the canonical content to be written
   * @param previousVersion version that the store holds now; null if it holds none
   */
  record Planned(
      String unitKey,
      String type,
      String id,
      String contentHash,
      @Nullable String previousVersion) {}

  /** Must be durable when it returns. */
  void planned(List<Planned> writes);

  /** The store has confirmed these units. */
  void confirmed(List<UnitResult> results);
}
