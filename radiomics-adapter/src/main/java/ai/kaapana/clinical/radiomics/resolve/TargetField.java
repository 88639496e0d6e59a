package ai.kaapana.clinical.radiomics.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a row can say about its target, and the column names under which it is expected. */
public enum TargetField {
  /** PatientID. */
  PATIENT("patient", "PatientID", "patient_id"),
  /** StudyInstanceUID of the image. */
  STUDY("study", "StudyInstanceUID", "study_uid"),
  /** SeriesInstanceUID of the image. */
  SERIES("series", "ImageSeriesUID", "ImageSeriesInstanceUID", "SeriesInstanceUID", "series_uid"),
  /** SOPInstanceUID of the SEG or RTSTRUCT; from a path its SeriesInstanceUID as well. */
  SEGMENTATION("seg", "SegSOPInstanceUID", "seg_uid"),
  /** SeriesInstanceUID of the SEG or RTSTRUCT. */
  SEGMENTATION_SERIES("segSeries", "SegSeriesInstanceUID", "SegSeriesUID"),
  /** Segment number or ROI number; by default the label of the mask. */
  SEGMENT("segment", "SegmentNumber", "Label"),
  /** Name of the region. */
  LABEL("roi", "ROI", "ROILabel", "ROIName", "SegmentLabel");

  private final String key;
  private final List<String> columns;

  TargetField(String key, String... columns) {
    this.key = key;
    this.columns = List.of(columns);
  }

  /** Name in requests and in the groups of a path pattern. */
  public String key() {
    return key;
  }

  /** Columns that are taken without being named, the first that exists. */
  List<String> columns() {
    return columns;
  }

  static Optional<TargetField> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
  }
}
