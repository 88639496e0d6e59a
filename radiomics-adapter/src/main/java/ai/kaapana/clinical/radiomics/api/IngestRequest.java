package ai.kaapana.clinical.radiomics.api;

import ai.kaapana.clinical.radiomics.ingest.IngestParameters;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The parts of a multipart request beside the files; Spring sets them by name. */
class IngestRequest {

  private static final int LONGEST = 1_000;
  private static final TypeReference<Map<String, String>> COLUMNS = new TypeReference<>() {};

  private @Nullable String configurationName;
  private @Nullable String dataset;
  private @Nullable String columns;
  private @Nullable String pathColumn;
  private @Nullable String pathPattern;
  private boolean acceptUnlinked;
  private @Nullable String workflow;
  private @Nullable String run;
  private @Nullable String objectKey;
  private @Nullable String sourcePath;

  /**
   * What was said.
   *
   * @param fileName name of the uploaded file
   * @throws ProblemException 400 if {@code columns} is no JSON object of texts, or a part is too
   *     long
   */
  IngestParameters parameters(ObjectMapper json, @Nullable String fileName) {
    return new IngestParameters(
        checked("configurationName", configurationName),
        checked("dataset", dataset),
        columns(json),
        checked("pathColumn", pathColumn),
        checked("pathPattern", pathPattern),
        acceptUnlinked,
        checked("workflow", workflow),
        checked("run", run),
        fileName,
        checked("sourcePath", sourcePath));
  }

  /** Where the file lay, as stated. */
  @Nullable String objectKey() {
    var key = checked("objectKey", objectKey);
    return key == null || key.isBlank() ? null : key.strip();
  }

  private Map<String, String> columns(ObjectMapper json) {
    if (columns == null || columns.isBlank()) {
      return Map.of();
    }
    try {
      return json.readValue(columns, COLUMNS);
    } catch (JsonProcessingException e) {
      throw invalid("columns");
    }
  }

  private static @Nullable String checked(String name, @Nullable String value) {
    if (value != null && value.length() > LONGEST) {
      throw invalid(name);
    }
    return value;
  }

  private static ProblemException invalid(String part) {
    return new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, part);
  }

  public void setConfigurationName(String value) {
    configurationName = value;
  }

  public void setDataset(String value) {
    dataset = value;
  }

  public void setColumns(String value) {
    columns = value;
  }

  public void setPathColumn(String value) {
    pathColumn = value;
  }

  public void setPathPattern(String value) {
    pathPattern = value;
  }

  public void setAcceptUnlinked(boolean value) {
    acceptUnlinked = value;
  }

  public void setWorkflow(String value) {
    workflow = value;
  }

  public void setObjectKey(String value) {
    objectKey = value;
  }

  public void setSourcePath(String value) {
    sourcePath = value;
  }

  public void setRun(String value) {
    run = value;
  }
}
