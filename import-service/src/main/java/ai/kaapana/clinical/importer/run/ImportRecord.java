package ai.kaapana.clinical.importer.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is stored.
 *
 * @param id derived from file, mapping, dataset and sheet
 * @param columns the columns taken, in the order of the staged cells
 * @param rowsRead rows of the file
 * @param rowsUnreadable rows that could not be read or have no subject
 * @param run number of the last run, 0 before the first
 * @param units the row balance of the last run
 * @param resources the resource balance of the last run
 */
record ImportRecord(
    String id,
    ImportState state,
    String fileName,
    String fileHash,
    long fileSize,
    String mappingName,
    String mappingVersion,
    String mappingHash,
    String mappingText,
    String dataset,
    String sheet,
    List<String> columns,
    long rowsRead,
    long rowsUnreadable,
    @Nullable JsonNode preview,
    int run,
    boolean runForced,
    @Nullable JsonNode units,
    @Nullable JsonNode resources,
    @Nullable UUID job,
    String createdBy,
    Instant created,
    Instant updated) {}
