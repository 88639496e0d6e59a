package ai.kaapana.clinical.service.store;

import java.util.List;

/**
 * What an undo did for one patient.
 *
 * @param deleted number of resources that are gone again
 * @param restored number of resources with their former content
 * @param kept resources that a later run changed and that were left alone
 */
public record UndoResult(String key, int deleted, int restored, List<UndoUnit.Written> kept) {

  public UndoResult {
    kept = List.copyOf(kept);
  }

  @Override
  public String toString() {
    return "UndoResult[deleted=%d, restored=%d, kept=%d]".formatted(deleted, restored, kept.size());
  }
}
