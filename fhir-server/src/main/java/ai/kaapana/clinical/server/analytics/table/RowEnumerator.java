package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.CodePoints;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import ai.kaapana.clinical.server.analytics.spec.RowLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the rows of a level in their order, from the patients and ROIs that were selected. */
final class RowEnumerator {

  private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(CodePoints.ORDER);

  private final StoreIndex index;

  RowEnumerator(StoreIndex index) {
    this.index = index;
  }

  List<Row> rows(RowLevel level, List<PatientRecord> patients, List<Roi> rois) {
    var byPatient = rois.stream().collect(Collectors.groupingBy(roi -> roi.patient().key()));
    return patients.stream()
        .flatMap(patient -> rows(level, patient, byPatient.getOrDefault(patient.key(), List.of())))
        .sorted(ORDER)
        .toList();
  }

  private Stream<Row> rows(RowLevel level, PatientRecord patient, List<Roi> rois) {
    return switch (level) {
      case PATIENT -> Stream.of(patientRow(patient, rois));
      case STUDY -> studyRows(patient, rois);
      case SERIES -> seriesRows(patient, rois);
      case ROI -> rois.stream().map(RowEnumerator::roiRow);
    };
  }

  private Row patientRow(PatientRecord patient, List<Roi> rois) {
    var images = index.studies(patient.key()).stream().flatMap(RowEnumerator::images).toList();
    return new Row(patient, index.earliestStudy(patient.key()).orElse(null), null, images, rois);
  }

  private Stream<Row> studyRows(PatientRecord patient, List<Roi> rois) {
    Map<String, List<Roi>> byStudy =
        rois.stream()
            .filter(Roi::linked)
            .collect(Collectors.groupingBy(roi -> Objects.requireNonNull(roi.study()).uid()));
    return index.studies(patient.key()).stream()
        .map(
            study ->
                new Row(
                    patient,
                    study,
                    null,
                    images(study).toList(),
                    byStudy.getOrDefault(study.uid(), List.of())));
  }

  private Stream<Row> seriesRows(PatientRecord patient, List<Roi> rois) {
    var bySeries =
        rois.stream()
            .filter(Roi::linked)
            .collect(
                Collectors.groupingBy(
                    roi ->
                        key(
                            Objects.requireNonNull(roi.study()),
                            Objects.requireNonNull(roi.series()))));
    return index.studies(patient.key()).stream()
        .flatMap(RowEnumerator::images)
        .map(
            image ->
                new Row(
                    patient,
                    image.study(),
                    image.series(),
                    List.of(image),
                    bySeries.getOrDefault(key(image.study(), image.series()), List.of())));
  }

  private static SeriesKey key(StudyRecord study, SeriesRecord series) {
    return new SeriesKey(study.uid(), series.uid());
  }

  private static Row roiRow(Roi roi) {
    var images =
        roi.study() == null || roi.series() == null
            ? List.<StoreIndex.Located>of()
            : List.of(new StoreIndex.Located(roi.study(), roi.series()));
    return new Row(roi.patient(), roi.study(), roi.series(), images, List.of(roi));
  }

  private static Stream<StoreIndex.Located> images(StudyRecord study) {
    return study.series().stream()
        .filter(SeriesRecord::isImage)
        .map(series -> new StoreIndex.Located(study, series));
  }

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.patient().patientId(), CodePoints.ORDER)
          .thenComparing(KeyCells::studyDate, TEXT)
          .thenComparing(KeyCells::studyUid, TEXT)
          .thenComparing(KeyCells::seriesUid, TEXT)
          .thenComparing(KeyCells::segUid, TEXT)
          .thenComparing(KeyCells::segment, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(KeyCells::roi, TEXT)
          .thenComparing(KeyCells::panel, TEXT);
}
