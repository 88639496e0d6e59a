package ai.kaapana.clinical.service.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run wrote for one patient and is to be taken back.
 *
 * @param writes resources, Provenance included, with the version that the run wrote
 * @param patient the Patient in which the run stated something; null if it did not
 */
public record UndoUnit(String key, List<Written> writes, @Nullable PatientPart patient) {

  /**
   * @param version the version the run wrote
   * @param previousVersion the version before; null if the run created the resource
   */
  public record Written(String type, String id, String version, @Nullable String previousVersion) {

    /** The id is a patient's value. */
    @Override
    public String toString() {
      return "Written[" + type + "]";
    }
  }

  /**
   * @param source whose statements to take back, for example {@code dataset:X}
   * @param previousVersion the Patient's version before the run, with what the source stated then;
   *     null if it had stated nothing
   */
  public record PatientPart(String id, String source, @Nullable String previousVersion) {}

  public UndoUnit {
    writes = List.copyOf(writes);
  }

  @Override
  public String toString() {
    return "UndoUnit[%d writes]".formatted(writes.size());
  }
}
