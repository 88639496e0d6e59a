package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.configuration.Configurations;
import ai.kaapana.clinical.radiomics.configuration.ParameterFile;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.resolve.PathPattern;
import ai.kaapana.clinical.radiomics.resolve.TargetColumns;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of an ingest mean.
 *
 * @param columns where rows name their targets
 * @param configurations how rows were made
 */
record Setup(TargetColumns columns, Configurations configurations) {

  static Setup of(
      FeatureCatalogue catalogue,
      IngestParameters parameters,
      @Nullable String parameterFile,
      @Nullable String objectKey)
      throws RefusedFileException {
    var fields =
        TargetColumns.fields(parameters.columns())
            .orElseThrow(() -> new RefusedFileException(RadiomicsIssue.COLUMN_UNKNOWN, "columns"));
    var locations =
        Stream.of(parameters.sourcePath(), objectKey, parameters.fileName())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    var columns =
        new TargetColumns(fields, parameters.pathColumn(), pattern(parameters), locations);
    var configurations =
        new Configurations(catalogue, yaml(parameterFile), parameters.configurationName());
    return new Setup(columns, configurations);
  }

  private static @Nullable PathPattern pattern(IngestParameters parameters)
      throws RefusedFileException {
    if (parameters.pathPattern() == null) {
      return null;
    }
    return PathPattern.of(parameters.pathPattern())
        .orElseThrow(() -> new RefusedFileException(RadiomicsIssue.PATH_PATTERN, "pathPattern"));
  }

  private static @Nullable ParameterFile yaml(@Nullable String text) throws RefusedFileException {
    if (text == null) {
      return null;
    }
    return ParameterFile.parse(text)
        .orElseThrow(
            () -> new RefusedFileException(RadiomicsIssue.PARAMETERS_UNREADABLE, "parameters"));
  }
}
