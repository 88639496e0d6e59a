package ai.kaapana.clinical.server.analytics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live ImagingStudy. */
public record StudyRecord(
    String patient,
    String uid,
    @Nullable Moment started,
    TimeAxis axis,
    List<SeriesRecord> series) {

  public StudyRecord {
    series = List.copyOf(series);
  }
}
