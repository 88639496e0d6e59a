package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.spec.RoiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Applies {@code radiomics.roi}: label, creator, and the newest of several segmentations. */
final class RoiSelection {

  private final RoiFilter filter;
  private final Conflicts conflicts;

  RoiSelection(RoiFilter filter, Conflicts conflicts) {
    this.filter = filter;
    this.conflicts = conflicts;
  }

  /** What the newest is chosen among: one image series, one label, one creator. */
  private record Group(String seriesUid, @Nullable String label, @Nullable String creator) {}

  List<Roi> select(List<Roi> rois) {
    var matching = rois.stream().filter(this::matches).toList();
    return filter.latest() ? newest(matching) : matching;
  }

  private boolean matches(Roi roi) {
    var creator = roi.segment() == null ? null : roi.segment().creator();
    return (filter.creator() == null || filter.creator().equals(creator))
        && (filter.label() == null || matches(filter.label(), roi.label()));
  }

  private static boolean matches(Pattern pattern, @Nullable String label) {
    return label != null && pattern.matcher(new BoundedText(label)).matches();
  }

  private List<Roi> newest(List<Roi> rois) {
    var groups = new LinkedHashMap<Group, List<Roi>>();
    var result = new ArrayList<Roi>();
    for (var roi : rois) {
      if (roi.segment() == null || roi.series() == null) {
        result.add(roi);
      } else {
        var group = new Group(roi.series().uid(), roi.label(), roi.segment().creator());
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(roi);
      }
    }
    groups.values().forEach(group -> result.addAll(newestOfGroup(group)));
    return result;
  }

  /** Two segments of one SEG are no rivals: they were made together, both stay. */
  private List<Roi> newestOfGroup(List<Roi> group) {
    var instances = new TreeSet<String>();
    group.forEach(roi -> instances.add(segment(roi).segUid()));
    if (instances.size() == 1) {
      return group;
    }
    var newest =
        group.stream()
            .map(roi -> madeAt(segment(roi)))
            .flatMap(Optional::stream)
            .max(String::compareTo);
    var undated = group.stream().anyMatch(roi -> madeAt(segment(roi)).isEmpty());
    var kept = group.stream().filter(roi -> madeAt(segment(roi)).equals(newest)).toList();
    var keptInstances = kept.stream().map(roi -> segment(roi).segUid()).distinct().count();
    if (undated || keptInstances > 1) {
      group.forEach(
          roi ->
              conflicts.add(
                  AnalyticsCode.LATEST_TIE,
                  "radiomics.roi.latest",
                  List.of(roi.describe()),
                  roi.patient().key()));
    }
    return kept;
  }

  private static SegmentRecord segment(Roi roi) {
    return Objects.requireNonNull(roi.segment(), "a linked ROI");
  }

  /** SeriesDate and SeriesTime as one text that sorts by time; empty without a date. */
  private static Optional<String> madeAt(SegmentRecord segment) {
    if (segment.date() == null) {
      return Optional.empty();
    }
    // DICOM TM may stop at any component and may have a fraction; right-padded zeros make it sort
    var time = segment.time() == null ? "" : segment.time().replaceAll("[^0-9]", "");
    return Optional.of(
        segment.date().replaceAll("[^0-9]", "") + (time + "000000000000").substring(0, 12));
  }

  /**
   * A label that a regular expression may look at only so often.
   *
   * <p>Why: the expression comes with the request, and one with nested repetitions could hold a
   * thread for ever on a label of thirty characters.
   */
  private static final class BoundedText implements CharSequence {

    private static final int MOST_LOOKS = 200_000;

    private final String text;
    private int looks;

    BoundedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw RefusedException.unprocessable(
            Problem.of(
                AnalyticsCode.BAD_SPEC, "radiomics.roi.label is too costly to match", List.of()));
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
