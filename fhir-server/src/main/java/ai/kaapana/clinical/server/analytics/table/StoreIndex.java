package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.RoiKey;
import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A view with the look-ups that the table needs. */
final class StoreIndex {

  private final StoreView view;
  private final Map<String, PatientRecord> patients;
  private final Map<String, List<StudyRecord>> studies;
  private final Map<SeriesKey, Located> images = new HashMap<>();
  private final Map<String, Map<String, List<FactRecord>>> factsByPatient = new HashMap<>();
  private final List<Roi> rois;

  /** A live image series with its study. */
  record Located(StudyRecord study, SeriesRecord series) {}

  private record SegmentKey(String segUid, int number) {}

  StoreIndex(StoreView view) {
    this.view = view;
    patients =
        view.patients().stream().collect(Collectors.toMap(PatientRecord::key, Function.identity()));
    studies =
        view.studies().stream()
            .sorted(EARLIEST_FIRST)
            .collect(Collectors.groupingBy(StudyRecord::patient));
    for (var study : view.studies()) {
      study.series().stream()
          .filter(SeriesRecord::isImage)
          .forEach(
              series ->
                  images.put(new SeriesKey(study.uid(), series.uid()), new Located(study, series)));
    }
    rois = collectRois();
  }

  private static final Comparator<StudyRecord> EARLIEST_FIRST =
      Comparator.comparing(StudyRecord::started, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(StudyRecord::uid);

  StoreView view() {
    return view;
  }

  PatientRecord patient(String key) {
    return Objects.requireNonNull(patients.get(key), "a patient of the view");
  }

  /** Studies of a patient, the earliest first, those without a date last. */
  List<StudyRecord> studies(String patient) {
    return studies.getOrDefault(patient, List.of());
  }

  /** The earliest study with a date. */
  Optional<StudyRecord> earliestStudy(String patient) {
    return studies(patient).stream().filter(study -> study.started() != null).findFirst();
  }

  /** Values of a concept for one patient, in the order of the view. */
  List<FactRecord> facts(String concept, String patient) {
    return factsByPatient
        .computeIfAbsent(
            concept,
            name -> view.facts(name).stream().collect(Collectors.groupingBy(FactRecord::patient)))
        .getOrDefault(patient, List.of());
  }

  /** Every ROI of the store, with or without panels. */
  List<Roi> rois() {
    return rois;
  }

  private List<Roi> collectRois() {
    var segments =
        view.segments().stream()
            .collect(
                Collectors.toMap(
                    segment -> new SegmentKey(segment.segUid(), segment.number()),
                    Function.identity(),
                    (first, second) -> first));
    var byKey = new LinkedHashMap<RoiKey, List<PanelRecord>>();
    for (var segment : segments.values()) {
      for (var series : segment.imageSeries()) {
        byKey.put(new RoiKey(series, segment.segUid(), segment.number()), new ArrayList<>());
      }
    }
    var result = new ArrayList<Roi>();
    for (var panel : view.panels()) {
      if (panel.roi() == null) {
        result.add(
            new Roi(patient(panel.patient()), null, null, null, panel.label(), List.of(panel)));
      } else {
        // also when the segment does not name the series: what was measured there must not vanish
        byKey.computeIfAbsent(panel.roi(), key -> new ArrayList<>()).add(panel);
      }
    }
    byKey.forEach(
        (key, panels) ->
            locate(key, segments.get(new SegmentKey(key.segUid(), key.number())), panels)
                .ifPresent(result::add));
    return result;
  }

  /** Empty where the segment or its image has left the store: then its panels count no more. */
  private Optional<Roi> locate(
      RoiKey key, @Nullable SegmentRecord segment, List<PanelRecord> panels) {
    var image = images.get(key.series());
    if (segment == null || image == null) {
      return Optional.empty();
    }
    var owner = patient(image.study().patient());
    return Optional.of(
        new Roi(owner, image.study(), image.series(), segment, segment.label(), panels));
  }
}
