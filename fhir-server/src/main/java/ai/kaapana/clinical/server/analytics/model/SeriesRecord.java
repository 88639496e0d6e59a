package ai.kaapana.clinical.server.analytics.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A series of a study.
 *
 * @param sliceThickness in mm
 * @param pixelSpacingRow in mm
 * @param pixelSpacingColumn in mm
 * @param bodyPart display or text of the body site
 */
public record SeriesRecord(
    String uid,
    @Nullable String modality,
    @Nullable Moment started,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable Double sliceThickness,
    @Nullable Double pixelSpacingRow,
    @Nullable Double pixelSpacingColumn,
    @Nullable String bodyPart,
    @Nullable Integer instances) {

  private static final Set<String> DERIVED = Set.of("SEG", "RTSTRUCT", "SR", "KO");

  /** Whether it holds images; segmentations, contours, reports and key object notes do not. */
  public boolean isImage() {
    return modality == null || !DERIVED.contains(modality);
  }
}
