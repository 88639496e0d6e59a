package ai.kaapana.clinical.radiomics.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a file.
 *
 * @param configurationName name for the extractor's configuration, null to derive one
 * @param dataset to which results without image belong
 * @param columns target field to column name, where it differs from the usual names
 * @param pathColumn column with a path
 * @param pathPattern regular expression with named groups over that column
 * @param acceptUnlinked whether results without image are stored
 * @param workflow name of the workflow that made the file, as stated
 * @param run id of its run, as stated
 * @param fileName name of an uploaded file, without folders
 * @param sourcePath where the workflow wrote the file, as stated
 */
public record IngestParameters(
    @Nullable String configurationName,
    @Nullable String dataset,
    Map<String, String> columns,
    @Nullable String pathColumn,
    @Nullable String pathPattern,
    boolean acceptUnlinked,
    @Nullable String workflow,
    @Nullable String run,
    @Nullable String fileName,
    @Nullable String sourcePath) {

  public IngestParameters {
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    configurationName = blankToNull(configurationName);
    dataset = blankToNull(dataset);
    pathColumn = blankToNull(pathColumn);
    pathPattern = blankToNull(pathPattern);
    workflow = blankToNull(workflow);
    run = blankToNull(run);
    fileName = blankToNull(fileName);
    sourcePath = blankToNull(sourcePath);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** A dataset or a pattern can name patients. */
  @Override
  public String toString() {
    return "IngestParameters";
  }
}
