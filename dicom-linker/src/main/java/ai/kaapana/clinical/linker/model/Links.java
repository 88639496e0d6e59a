package ai.kaapana.clinical.linker.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From which series the derived objects of a study were made.
 *
 * <p>A reference is resolved when its series lies in the study itself or in another one that is
 * linked; only resolved references are stated in FHIR.
 */
public final class Links {

  /**
   * What other studies hold.
   *
   * @param series linked series by their UIDs
   * @param instances series by the UIDs of instances that were named without a series
   */
  public record Known(Map<String, SeriesKey> series, Map<String, SeriesKey> instances) {

    /** Nothing. */
    public static final Known NONE = new Known(Map.of(), Map.of());
  }

  private final List<Edge> edges;
  private final Map<String, Set<SeriesKey>> byInstance;
  private final Map<String, String> seriesOfInstance;
  private final Map<String, Series> own;
  private final String studyUid;

  private Links(
      String studyUid,
      List<Edge> edges,
      Map<String, Set<SeriesKey>> byInstance,
      Map<String, String> seriesOfInstance,
      Map<String, Series> own) {
    this.studyUid = studyUid;
    this.edges = edges;
    this.byInstance = byInstance;
    this.seriesOfInstance = seriesOfInstance;
    this.own = own;
  }

  /**
   * Returns the links of a study.
   *
   * @param known what other studies hold
   */
  public static Links of(Study study, Known known) {
    var own = new HashMap<String, Series>();
    var seriesOfInstance = new HashMap<String, String>();
    for (var series : study.series()) {
      own.put(series.uid(), series);
      series.instances().forEach(i -> seriesOfInstance.put(i.uid(), series.uid()));
    }
    var edges = new ArrayList<Edge>();
    var byInstance = new HashMap<String, Set<SeriesKey>>();
    for (var series : study.series()) {
      for (var object : series.derived()) {
        var ofObject = edges(study.uid(), object, own, seriesOfInstance, known);
        edges.addAll(ofObject);
        var targets = new TreeSet<SeriesKey>();
        ofObject.stream().filter(Edge::resolved).forEach(e -> e.target().ifPresent(targets::add));
        byInstance.put(object.uid(), targets);
      }
    }
    return new Links(study.uid(), List.copyOf(edges), byInstance, seriesOfInstance, own);
  }

  /** Returns every reference, resolved or not. */
  public List<Edge> edges() {
    return edges;
  }

  /** Returns the series from which the objects of a series were made. */
  public Set<SeriesKey> derivedFrom(Series series) {
    var targets = new TreeSet<SeriesKey>();
    series.derived().forEach(o -> targets.addAll(byInstance.getOrDefault(o.uid(), Set.of())));
    return targets;
  }

  /**
   * Returns the image series that a segment was drawn on: those of its own frames or contours, else
   * all that the object names.
   */
  public Set<SeriesKey> segmented(DerivedObject object, SegmentObject segment) {
    var named = byInstance.getOrDefault(object.uid(), Set.of());
    var ofFrames = new TreeSet<SeriesKey>();
    for (var instance : segment.sources()) {
      var uid = seriesOfInstance.get(instance);
      if (uid != null && !uid.equals(object.seriesUid())) {
        ofFrames.add(new SeriesKey(studyUid, uid));
      }
    }
    var result = new TreeSet<SeriesKey>(ofFrames.isEmpty() ? named : ofFrames);
    result.removeIf(
        key -> own.containsKey(key.seriesUid()) && !own.get(key.seriesUid()).isAcquisition());
    return result;
  }

  private static List<Edge> edges(
      String studyUid,
      DerivedObject object,
      Map<String, Series> own,
      Map<String, String> seriesOfInstance,
      Known known) {
    var targets = new TreeSet<>(object.references());
    var edges = new ArrayList<Edge>();
    for (var instance : object.looseSources()) {
      var series = seriesOfInstance.get(instance);
      if (series == null) {
        edges.add(elsewhere(object, instance, known));
      } else if (!series.equals(object.seriesUid())) {
        targets.add(new SeriesKey(studyUid, series));
      }
    }
    for (var target : targets) {
      var found =
          own.containsKey(target.seriesUid())
              ? Optional.of(new SeriesKey(studyUid, target.seriesUid()))
              : Optional.ofNullable(known.series().get(target.seriesUid()));
      edges.add(
          new Edge(
              object.uid(),
              object.seriesUid(),
              object.kind(),
              Optional.of(found.orElse(target)),
              Optional.empty(),
              found.isPresent()));
    }
    edges.sort(
        Comparator.comparing((Edge e) -> e.target().map(SeriesKey::seriesUid).orElse(""))
            .thenComparing(e -> e.targetInstance().orElse("")));
    return edges;
  }

  private static Edge elsewhere(DerivedObject object, String instance, Known known) {
    var target = Optional.ofNullable(known.instances().get(instance));
    return new Edge(
        object.uid(),
        object.seriesUid(),
        object.kind(),
        target,
        Optional.of(instance),
        target.isPresent());
  }
}
