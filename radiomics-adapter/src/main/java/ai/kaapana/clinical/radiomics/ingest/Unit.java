package ai.kaapana.clinical.radiomics.ingest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One result of a file and where it stands.
 *
 * @param key hash of target, configuration and dataset; null if the row names none
 * @param code issue that decided the state, null if there is none
 * @param waitingFor type and id of what is missing
 * @param panel id of the panel in the FHIR store
 * @param values number of feature values in the row
 * @param valuesStored how many of them are stored as numbers
 * @param mapped number of resources made of it
 * @param nextTry when it is tried again by itself, null if it is not
 */
public record Unit(
    UUID id,
    UUID ingest,
    long row,
    @Nullable String key,
    State state,
    Outcome outcome,
    @Nullable String code,
    @Nullable String waitingFor,
    @Nullable String panel,
    int values,
    int valuesStored,
    Details details,
    int mapped,
    int created,
    int updated,
    int attempts,
    @Nullable Instant nextTry,
    Instant firstSeen,
    Instant lastSeen) {

  /** Where a result stands. */
  public enum State {
    STORED,
    SKIPPED,
    WAITING,
    QUARANTINED,
    REJECTED
  }

  /** What became of it in the balance of its run. */
  public enum Outcome {
    ACCEPTED,
    UNCHANGED,
    SKIPPED,
    WAITING,
    REJECTED
  }

  /** Features that are no numbers, and what is odd about others. */
  public record Details(List<Note> rejected, List<Note> warnings) {

    public static final Details NONE = new Details(List.of(), List.of());

    public Details {
      rejected = List.copyOf(rejected);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A remark.
   *
   * @param feature name of the feature, empty if it concerns the whole result
   */
  public record Note(String feature, String code) {}

  @Override
  public String toString() {
    return "Unit[" + id + ", " + state + "]";
  }
}
