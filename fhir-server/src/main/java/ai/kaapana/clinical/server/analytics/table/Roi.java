package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A segment on one image series with its panels, or a panel accepted without a link to an image.
 *
 * @param study null without a link, as are series and segment
 */
record Roi(
    PatientRecord patient,
    @Nullable StudyRecord study,
    @Nullable SeriesRecord series,
    @Nullable SegmentRecord segment,
    @Nullable String label,
    List<PanelRecord> panels) {

  Roi {
    panels = List.copyOf(panels);
  }

  boolean linked() {
    return segment != null;
  }

  /** The same ROI with those of its panels that count. */
  Roi keeping(Predicate<PanelRecord> panel) {
    return new Roi(patient, study, series, segment, label, panels.stream().filter(panel).toList());
  }

  /** Label and creator, for people. */
  String describe() {
    var name = label == null ? "ROI without label" : label;
    return segment == null || segment.creator() == null ? name : name + ", " + segment.creator();
  }
}
