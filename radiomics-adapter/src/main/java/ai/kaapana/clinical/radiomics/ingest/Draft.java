package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.ingest.Unit.Details;
import ai.kaapana.clinical.radiomics.mapping.PanelInput;
import ai.kaapana.clinical.radiomics.mapping.Target;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that can be stored as soon as its target is known.
 *
 * @param key identity of the unit
 * @param content hash of all that its resources are made of, apart from what the store says
 * @param failure why the extraction failed, null if it did not
 */
record Draft(
    RoiResult result,
    TargetStatement statement,
    ExtractorConfiguration configuration,
    String configurationName,
    String key,
    String content,
    @Nullable RadiomicsIssue failure,
    Details details) {

  /** Changes whenever the same input is mapped to other resources. */
  private static final String MAPPING = "1";

  static Draft of(
      RoiResult result,
      TargetStatement statement,
      ExtractorConfiguration configuration,
      String name,
      @Nullable String dataset,
      List<String> promoted,
      Details details) {
    var failure =
        result.empty()
            ? RadiomicsIssue.ROI_FAILED
            : result.zeroVector() ? RadiomicsIssue.ROI_ZERO_VECTOR : null;
    var content =
        Canonical.hash(
            String.join("\n", MAPPING, name, String.join(",", promoted), RowKey.content(result)));
    return new Draft(
        result,
        statement,
        configuration,
        name,
        RowKey.unit(RowKey.target(statement), configuration.hash(), dataset),
        content,
        failure,
        details);
  }

  PanelInput on(Target target) {
    return new PanelInput(
        target,
        configuration,
        configurationName,
        failure == null ? result.measurements() : List.of(),
        failure == null ? null : failure.code() + ": " + failure.message());
  }

  int values() {
    return result.measurements().size();
  }

  /** How many of the values are stored as numbers once the row is. */
  int numbers() {
    return failure != null
        ? 0
        : (int)
            result.measurements().stream()
                .filter(measurement -> measurement.value() instanceof FeatureValue.Number)
                .count();
  }

  @Override
  public String toString() {
    return "Draft";
  }
}
