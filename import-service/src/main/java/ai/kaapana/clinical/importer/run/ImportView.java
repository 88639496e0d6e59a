package ai.kaapana.clinical.importer.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as users see it.
 *
 * @param state where it stands
 * @param file the file, by name, size and SHA-256
 * @param mapping the mapping, by name, version and SHA-256
 * @param sheet the sheet that was read, empty for a format without sheets
 * @param run number of the last run, 0 before the first
 * @param units the row balance of the last run
 * @param resources the resource balance of the last run
 * @param preview what the import would do
 * @param job the job of the last run
 */
public record ImportView(
    String id,
    ImportState state,
    String dataset,
    File file,
    Mapping mapping,
    String sheet,
    int run,
    @Nullable JsonNode units,
    @Nullable JsonNode resources,
    @Nullable JsonNode preview,
    @Nullable UUID job,
    String createdBy,
    Instant created,
    Instant updated) {

  /** A file by name, size in bytes and SHA-256. */
  public record File(String name, long size, String sha256) {}

  /** A mapping by name, version and SHA-256. */
  public record Mapping(String name, String version, String sha256) {}

  static ImportView of(ImportRecord record) {
    return new ImportView(
        record.id(),
        record.state(),
        record.dataset(),
        new File(record.fileName(), record.fileSize(), record.fileHash()),
        new Mapping(record.mappingName(), record.mappingVersion(), record.mappingHash()),
        record.sheet(),
        record.run(),
        record.units(),
        record.resources(),
        record.preview(),
        record.job(),
        record.createdBy(),
        record.created(),
        record.updated());
  }
}
