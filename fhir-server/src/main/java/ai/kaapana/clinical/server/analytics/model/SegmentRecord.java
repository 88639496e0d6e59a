package ai.kaapana.clinical.server.analytics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live BodyStructure: a segment of a SEG or a ROI of an RTSTRUCT.
 *
 * @param date SeriesDate of the SEG as DICOM has it
 * @param time SeriesTime of the SEG as DICOM has it
 * @param imageSeries the series that were segmented
 */
public record SegmentRecord(
    String patient,
    String segUid,
    int number,
    @Nullable String label,
    @Nullable String creator,
    @Nullable String date,
    @Nullable String time,
    List<SeriesKey> imageSeries) {

  public SegmentRecord {
    imageSeries = List.copyOf(imageSeries);
  }
}
