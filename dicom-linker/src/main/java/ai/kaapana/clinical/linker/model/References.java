package ai.kaapana.clinical.linker.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Collects what a derived object names as its source.
 *
 * <p>Source: DICOM PS3.3 C.12.2 (common instance reference), C.8.8.5 (structure set), C.17.2
 * (evidence of reports and key objects), C.7.6.16.2.6 (derivation image), PS3.16 TID 1411 (source
 * series for segmentation).
 *
 * @param series the named series, the object's own left out
 * @param looseInstances named SOP instances that no named series accounts for
 */
record References(Set<SeriesKey> series, Set<String> looseInstances) {

  private static final String SOURCE_SERIES = "121232";

  boolean isEmpty() {
    return series.isEmpty() && looseInstances.isEmpty();
  }

  static References of(Dataset object, SeriesKey place) {
    var collector = new Collector(place);
    collector.commonInstanceReference(object);
    collector.evidence(object);
    collector.structureSet(object);
    collector.sourceSeries(object);
    collector.loose(object);
    return collector.result();
  }

  private static final class Collector {

    private final SeriesKey place;
    private final Set<SeriesKey> series = new TreeSet<>();
    private final Set<String> accounted = new TreeSet<>();
    private final Set<String> loose = new TreeSet<>();

    Collector(SeriesKey place) {
      this.place = place;
    }

    References result() {
      loose.removeAll(accounted);
      series.removeIf(key -> key.seriesUid().equals(place.seriesUid()));
      return new References(Set.copyOf(series), Set.copyOf(loose));
    }

    void commonInstanceReference(Dataset object) {
      ofSeries(object, place.studyUid());
      object.items(Tag.OTHER_STUDIES_SEQUENCE).forEach(this::ofStudy);
    }

    void evidence(Dataset object) {
      object.items(Tag.EVIDENCE_SEQUENCE).forEach(this::ofStudy);
      object.items(Tag.OTHER_EVIDENCE_SEQUENCE).forEach(this::ofStudy);
    }

    private void ofStudy(Dataset item) {
      ofSeries(
          item, item.text(Tag.STUDY_INSTANCE_UID).filter(Uid::isValid).orElse(place.studyUid()));
    }

    private void ofSeries(Dataset holder, String studyUid) {
      for (var item : holder.items(Tag.REFERENCED_SERIES_SEQUENCE)) {
        add(studyUid, item);
        Stream.of(
                Tag.REFERENCED_INSTANCE_SEQUENCE,
                Tag.REFERENCED_SOP_SEQUENCE,
                Tag.REFERENCED_IMAGE_SEQUENCE)
            .forEach(tag -> account(item, tag));
      }
    }

    void structureSet(Dataset object) {
      for (var frame : object.items(Tag.REFERENCED_FRAME_OF_REFERENCE)) {
        for (var study : frame.items(Tag.RT_REFERENCED_STUDY)) {
          var uid = study.text(Tag.REFERENCED_SOP_INSTANCE_UID).filter(Uid::isValid);
          for (var item : study.items(Tag.RT_REFERENCED_SERIES)) {
            add(uid.orElse(place.studyUid()), item);
            account(item, Tag.CONTOUR_IMAGE_SEQUENCE);
          }
        }
      }
    }

    void sourceSeries(Dataset item) {
      Code.first(item, Tag.CONCEPT_NAME_CODE_SEQUENCE)
          .filter(code -> code.value().equals(SOURCE_SERIES))
          .flatMap(code -> item.text(Tag.UID_VALUE))
          .filter(Uid::isValid)
          .filter(uid -> series.stream().noneMatch(key -> key.seriesUid().equals(uid)))
          .ifPresent(uid -> series.add(new SeriesKey(place.studyUid(), uid)));
      item.items(Tag.CONTENT_SEQUENCE).forEach(this::sourceSeries);
    }

    void loose(Dataset object) {
      instances(object, Tag.SOURCE_IMAGE_SEQUENCE).forEach(loose::add);
      instances(object, Tag.REFERENCED_IMAGE_SEQUENCE).forEach(loose::add);
      instances(object, Tag.REFERENCED_STRUCTURE_SET).forEach(loose::add);
      instances(object, Tag.REFERENCED_DOSE_PLAN).forEach(loose::add);
      object.items(Tag.SHARED_GROUPS).forEach(group -> frameSources(group).forEach(loose::add));
      object.items(Tag.PER_FRAME_GROUPS).forEach(group -> frameSources(group).forEach(loose::add));
      object.items(Tag.ROI_CONTOUR).forEach(roi -> contourSources(roi).forEach(loose::add));
    }

    private void add(String studyUid, Dataset item) {
      item.text(Tag.SERIES_INSTANCE_UID)
          .filter(Uid::isValid)
          .ifPresent(uid -> series.add(new SeriesKey(studyUid, uid)));
    }

    private void account(Dataset item, int sequence) {
      instances(item, sequence).forEach(accounted::add);
    }
  }

  /** The source images of one functional group: per frame or shared. */
  static Stream<String> frameSources(Dataset group) {
    return group.items(Tag.DERIVATION_IMAGE_SEQUENCE).stream()
        .flatMap(derivation -> instances(derivation, Tag.SOURCE_IMAGE_SEQUENCE));
  }

  /** The images on which the contours of one ROI lie. */
  static Stream<String> contourSources(Dataset roi) {
    return roi.items(Tag.CONTOUR).stream()
        .flatMap(contour -> instances(contour, Tag.CONTOUR_IMAGE_SEQUENCE));
  }

  /** A UID in a bad form is still a pointer that a person can follow; it just never resolves. */
  private static Stream<String> instances(Dataset holder, int sequence) {
    return holder.items(sequence).stream()
        .map(
            item ->
                item.text(Tag.REFERENCED_SOP_INSTANCE_UID)
                    .filter(uid -> uid.matches("[0-9.]{1,64}")))
        .flatMap(Optional::stream);
  }
}
