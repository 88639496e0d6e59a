package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.FhirNode.part;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.text;

import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads BodyStructures that are segments of a SEG or ROIs of an RTSTRUCT. */
final class SegmentReader {

  static final Set<String> MEMBERS = Set.of("extension", "active", "description", "patient");

  private final StoreViewBuilder view;

  SegmentReader(StoreViewBuilder view) {
    this.view = view;
  }

  void read(String id, JsonNode structure) {
    var inactive = structure.path("active").isBoolean() && !structure.path("active").booleanValue();
    var patient = FhirNode.id(structure.path("patient"), "Patient");
    var segment =
        FhirNode.extensions(structure, Urls.SEGMENT).findFirst().orElse(MissingNode.getInstance());
    var segUid = text(part(segment, "segSopInstanceUid"));
    var number = part(segment, "segmentNumber");
    if (inactive || patient == null || segUid == null || !number.isInt()) {
      return;
    }
    var series =
        FhirNode.extensions(structure, Urls.SEGMENTED_SERIES)
            .map(SegmentReader::series)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    view.add(
        new SegmentRecord(
            patient,
            segUid,
            number.intValue(),
            text(structure.path("description")),
            text(part(segment, "creator")),
            text(part(segment, "seriesDate")),
            text(part(segment, "seriesTime")),
            series));
  }

  /** The series an extension names by study and series UID. */
  static @Nullable SeriesKey series(JsonNode extension) {
    var study = text(part(extension, "studyUid"));
    var series = text(part(extension, "seriesUid"));
    return study == null || series == null ? null : new SeriesKey(study, series);
  }
}
