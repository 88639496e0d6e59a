package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the segments of a segmentation and the ROIs of a structure set. */
final class SegmentReader {

  private final Layers layers;

  SegmentReader(Layers layers) {
    this.layers = layers;
  }

  /** Source: DICOM PS3.3 C.8.20.2 and C.8.20.4. */
  List<SegmentObject> ofSegmentation(Dataset object) {
    var sources = sourcesBySegment(object);
    var segments = new ArrayList<SegmentObject>();
    var numbers = new HashSet<Integer>();
    for (var item : object.items(Tag.SEGMENT_SEQUENCE)) {
      number(item, Tag.SEGMENT_NUMBER, numbers)
          .map(number -> segment(item, number, sources.getOrDefault(number, Set.of())))
          .ifPresent(segments::add);
    }
    return List.copyOf(segments);
  }

  private SegmentObject segment(Dataset item, int number, Set<String> sources) {
    return new SegmentObject(
        number,
        text(item, Tag.SEGMENT_LABEL),
        Code.first(item, Tag.SEGMENTED_PROPERTY_CATEGORY),
        Code.first(item, Tag.SEGMENTED_PROPERTY_TYPE),
        Optional.empty(),
        Code.all(item, Tag.ANATOMIC_REGION_SEQUENCE).toList(),
        item.item(Tag.ANATOMIC_REGION_SEQUENCE)
            .flatMap(region -> Code.first(region, Tag.ANATOMIC_REGION_MODIFIER)),
        text(item, Tag.SEGMENT_ALGORITHM_TYPE),
        text(item, Tag.SEGMENT_ALGORITHM_NAME),
        Optional.empty(),
        text(item, Tag.TRACKING_ID),
        item.text(Tag.TRACKING_UID).filter(Uid::isValid),
        sources);
  }

  /**
   * Source images by segment. The segment of a frame stands in its own functional group, or once in
   * the shared one when all frames belong to it.
   */
  private static Map<Integer, Set<String>> sourcesBySegment(Dataset object) {
    var shared = object.item(Tag.SHARED_GROUPS);
    var sharedSegment = shared.flatMap(SegmentReader::segmentOf);
    var sources = new HashMap<Integer, Set<String>>();
    for (var frame : object.items(Tag.PER_FRAME_GROUPS)) {
      segmentOf(frame)
          .or(() -> sharedSegment)
          .ifPresent(
              number ->
                  References.frameSources(frame)
                      .forEach(sources.computeIfAbsent(number, n -> new TreeSet<>())::add));
    }
    return sources;
  }

  private static Optional<Integer> segmentOf(Dataset group) {
    return group
        .item(Tag.SEGMENT_IDENTIFICATION)
        .flatMap(item -> item.text(Tag.REFERENCED_SEGMENT_NUMBER))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /** Source: DICOM PS3.3 C.8.8.5, C.8.8.6 and C.8.8.8. */
  List<SegmentObject> ofStructureSet(Dataset object) {
    var segments = new ArrayList<SegmentObject>();
    var numbers = new HashSet<Integer>();
    for (var item : object.items(Tag.STRUCTURE_SET_ROI)) {
      number(item, Tag.ROI_NUMBER, numbers)
          .map(number -> roi(object, item, number))
          .ifPresent(segments::add);
    }
    return List.copyOf(segments);
  }

  private SegmentObject roi(Dataset object, Dataset item, int number) {
    var observation = referring(object, Tag.RT_ROI_OBSERVATIONS, number);
    var sources = new TreeSet<String>();
    referring(object, Tag.ROI_CONTOUR, number)
        .ifPresent(contours -> References.contourSources(contours).forEach(sources::add));
    return new SegmentObject(
        number,
        text(item, Tag.ROI_NAME),
        Optional.empty(),
        observation.flatMap(o -> Code.first(o, Tag.RT_ROI_IDENTIFICATION)),
        observation.flatMap(o -> text(o, Tag.ROI_INTERPRETED_TYPE)),
        observation.map(o -> Code.all(o, Tag.ANATOMIC_REGION_SEQUENCE).toList()).orElse(List.of()),
        Optional.empty(),
        text(item, Tag.ROI_GENERATION_ALGORITHM),
        text(item, Tag.ROI_GENERATION_DESCRIPTION),
        observation
            .flatMap(o -> o.name(Tag.ROI_INTERPRETER))
            .map(PersonName::alphabetic)
            .filter(name -> !name.isBlank()),
        Optional.empty(),
        Optional.empty(),
        sources);
  }

  private static Optional<Dataset> referring(Dataset object, int sequence, int number) {
    var text = Integer.toString(number);
    return object.items(sequence).stream()
        .filter(item -> item.text(Tag.REFERENCED_ROI_NUMBER).filter(text::equals).isPresent())
        .findFirst();
  }

  private Optional<String> text(Dataset item, int tag) {
    return item.text(tag)
        .filter(
            text -> {
              boolean clean = text.chars().noneMatch(c -> c < ' ');
              if (!clean) {
                layers.add(LinkerIssue.TEXT_CONTROL_CHARACTERS, tag);
              }
              return clean;
            });
  }

  private Optional<Integer> number(Dataset item, int tag, Set<Integer> seen) {
    var number =
        item.text(tag)
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .filter(seen::add);
    if (number.isEmpty()) {
      layers.add(LinkerIssue.SEGMENT_INVALID, tag);
    }
    return number;
  }
}
