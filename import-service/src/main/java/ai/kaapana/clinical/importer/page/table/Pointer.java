package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.store.Tables.ColumnInfo;
import ai.kaapana.clinical.importer.page.store.Tables.Row;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cell of the joint table whose source is asked for. It travels in the body of a form: its parts
 * are values of a patient and belong in no address.
 *
 * @param patient the PatientID of the row
 * @param column the name of the column
 * @param code the concept, feature or attribute that the column holds, empty for a key
 * @param studyDay the day of the row's study, empty where the row has none
 * @param series the image series of the row, empty where it has none
 * @param seg the segmentation of the row, empty where it has none
 * @param segment the segment's number, empty where it has none
 * @param text the whole value of the cell
 */
record Pointer(
    String patient,
    String column,
    String code,
    String studyDay,
    String series,
    String seg,
    String segment,
    String text) {
  private static final String BETWEEN = "\t";
  private static final int PARTS = 8;

  /** The cell of a row in a column. */
  static Pointer to(Row row, ColumnInfo column) {
    return new Pointer(
        row.text("patient_id"),
        column.name(),
        column.code(),
        row.text("study_date"),
        row.text("series_uid"),
        row.text("seg_uid"),
        row.text("segment"),
        row.text(column.name()));
  }

  /** What {@link #encoded} wrote; anything else points at a patient. */
  static Pointer of(String encoded) {
    var parts = encoded.split(BETWEEN, -1);
    return parts.length == PARTS
        ? new Pointer(
            parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7])
        : toPatient(encoded);
  }

  /** All values of a patient. */
  static Pointer toPatient(String patient) {
    return new Pointer(patient, "", "", "", "", "", "", "");
  }

  /** As the value of a button. */
  String encoded() {
    return List.of(patient, column, code, studyDay, series, seg, segment, text).stream()
        .map(part -> part.replaceAll("[\\t\\r\\n]", " "))
        .collect(Collectors.joining(BETWEEN));
  }

  /** Whether its patient can be one: a PatientID is not blank and has no control character. */
  boolean pointsSomewhere() {
    return !patient.isBlank() && patient.chars().noneMatch(Character::isISOControl);
  }

  /** Whether one cell is meant, not a whole patient. */
  boolean cell() {
    return !column.isEmpty();
  }
}
