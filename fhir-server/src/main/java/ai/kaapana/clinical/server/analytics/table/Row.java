package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row: what it is about, and what lies below it.
 *
 * @param study the row's study; at level patient the earliest with a date
 * @param images the image series that the row's imaging columns look at, with their studies
 * @param rois the ROIs of the row
 */
record Row(
    PatientRecord patient,
    @Nullable StudyRecord study,
    @Nullable SeriesRecord series,
    List<StoreIndex.Located> images,
    List<Roi> rois) {

  Row {
    images = List.copyOf(images);
    rois = List.copyOf(rois);
  }

  List<PanelRecord> panels() {
    return rois.size() == 1
        ? rois.getFirst().panels()
        : rois.stream().flatMap(roi -> roi.panels().stream()).toList();
  }
}
