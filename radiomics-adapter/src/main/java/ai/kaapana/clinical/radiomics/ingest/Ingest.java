package ai.kaapana.clinical.radiomics.ingest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken in.
 *
 * @param job the job that brings it in, null while it is being submitted
 * @param fileHash SHA-256 in hex
 * @param objectKey key in the object store, null for an upload
 * @param problem code of the issue for which it failed
 * @param rows number of results
 * @param values number of feature values
 * @param nextRow first row that is not settled yet
 */
public record Ingest(
    UUID id,
    @Nullable UUID job,
    String fileHash,
    @Nullable String objectKey,
    IngestParameters parameters,
    @Nullable String parameterFile,
    String createdBy,
    Instant created,
    State state,
    @Nullable String problem,
    long rows,
    long values,
    long nextRow,
    Shared shared) {

  /** Where an ingest stands. */
  public enum State {
    RECEIVED,
    DONE,
    FAILED
  }

  /** Resources shared by the results of a file: the extractor and its configurations. */
  public record Shared(int mapped, int created, int updated) {

    public static final Shared NONE = new Shared(0, 0, 0);

    Shared plus(Shared other) {
      return new Shared(mapped + other.mapped, created + other.created, updated + other.updated);
    }
  }

  @Override
  public String toString() {
    return "Ingest[" + id + "]";
  }
}
