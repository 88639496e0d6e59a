package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.spec.RowLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that say what a row is. */
final class KeyCells {

  private KeyCells() {}

  /** The key columns of a level, then {@code study_date}. */
  static List<Column> columns(RowLevel level, List<Row> rows) {
    var columns = new ArrayList<Column>();
    columns.add(
        Column.text(ColumnInfo.key("patient_id", "Patient"), rows, r -> r.patient().patientId()));
    if (level.atLeast(RowLevel.STUDY)) {
      columns.add(
          Column.text(ColumnInfo.key("study_uid", "ImagingStudy"), rows, KeyCells::studyUid));
    }
    if (level.atLeast(RowLevel.SERIES)) {
      columns.add(
          Column.text(ColumnInfo.key("series_uid", "ImagingStudy"), rows, KeyCells::seriesUid));
    }
    if (level == RowLevel.ROI) {
      columns.add(Column.text(ColumnInfo.key("seg_uid", "BodyStructure"), rows, KeyCells::segUid));
      columns.add(
          Column.number(
              ColumnInfo.key("segment", "BodyStructure").withType(ColumnType.INTEGER),
              rows,
              KeyCells::segmentNumber));
      columns.add(Column.text(ColumnInfo.key("roi", "BodyStructure"), rows, KeyCells::roi));
    }
    columns.add(
        Column.text(
            ColumnInfo.key("study_date", "ImagingStudy").withType(ColumnType.DATE),
            rows,
            KeyCells::studyDate));
    return columns;
  }

  static @Nullable String studyDate(Row row) {
    return row.study() == null || row.study().started() == null
        ? null
        : row.study().started().day().toString();
  }

  static @Nullable String studyUid(Row row) {
    return row.study() == null ? null : row.study().uid();
  }

  static @Nullable String seriesUid(Row row) {
    return row.series() == null ? null : row.series().uid();
  }

  static @Nullable String segUid(Row row) {
    return segmentOf(row) == null ? null : segmentOf(row).segUid();
  }

  static @Nullable Integer segment(Row row) {
    return segmentOf(row) == null ? null : segmentOf(row).number();
  }

  static @Nullable String roi(Row row) {
    return row.rois().size() == 1 ? row.rois().getFirst().label() : null;
  }

  /** Tells apart two panels without a link that have the same label. */
  static @Nullable String panel(Row row) {
    return row.panels().isEmpty() ? null : row.panels().getFirst().key();
  }

  private static double segmentNumber(Row row) {
    return segmentOf(row) == null ? Double.NaN : segmentOf(row).number();
  }

  private static @Nullable SegmentRecord segmentOf(Row row) {
    return row.rois().size() == 1 ? row.rois().getFirst().segment() : null;
  }
}
