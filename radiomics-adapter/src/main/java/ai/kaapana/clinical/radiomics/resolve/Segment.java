package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.fhir.Clinical;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/**
 * A segment as the linker wrote it.
 *
 * @param sources SeriesInstanceUID of each segmented image series to its StudyInstanceUID, empty
 *     text if that is not known
 */
record Segment(
    String id,
    boolean active,
    String patient,
    @Nullable String label,
    @Nullable String sopInstanceUid,
    @Nullable String seriesUid,
    @Nullable Integer number,
    Map<String, String> sources) {

  static Segment of(BodyStructure resource) {
    var details = resource.getExtensionByUrl(Clinical.extension("segment"));
    var sources = new LinkedHashMap<String, String>();
    for (var source : resource.getExtensionsByUrl(Clinical.extension("segmented-series"))) {
      var series = text(source, "seriesUid");
      var study = text(source, "studyUid");
      if (series != null) {
        sources.put(series, study == null ? "" : study);
      }
    }
    return new Segment(
        resource.getIdElement().getIdPart(),
        !resource.hasActive() || resource.getActive(),
        resource.getPatient().getReferenceElement().getIdPart(),
        resource.getDescription(),
        text(details, "segSopInstanceUid"),
        text(details, "segSeriesUid"),
        number(details),
        sources);
  }

  private static @Nullable String text(@Nullable Extension parent, String url) {
    var child = parent == null ? null : parent.getExtensionByUrl(url);
    return child == null ? null : child.getValueAsPrimitive().getValueAsString();
  }

  private static @Nullable Integer number(@Nullable Extension parent) {
    var child = parent == null ? null : parent.getExtensionByUrl("segmentNumber");
    return child != null && child.getValue() instanceof IntegerType number
        ? number.getValue()
        : null;
  }
}
