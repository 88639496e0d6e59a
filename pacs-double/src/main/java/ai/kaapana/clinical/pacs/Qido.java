package ai.kaapana.clinical.pacs;

import ai.kaapana.clinical.pacs.Archive.SeriesView;
import ai.kaapana.clinical.pacs.Archive.StudyView;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Answers queries from one view of the archive. */
final class Qido {
  private static final String AE_TITLE = "DOUBLE";

  private final List<StudyView> studies;
  private final String root;
  private final BiPredicate<DicomWebRequest, Instance> visible;

  /**
   * @param visible whether an instance may be found; it counts in every case
   */
  Qido(List<StudyView> studies, String root, BiPredicate<DicomWebRequest, Instance> visible) {
    this.studies = studies;
    this.root = root;
    this.visible = visible;
  }

  /**
   * One page of an answer.
   *
   * @param remaining how many results follow after the page
   */
  record Page(List<ObjectNode> results, int remaining) {}

  /**
   * A result before its attributes are chosen: the attributes themselves and the instances they
   * stand for.
   */
  private record Row(ObjectNode attributes, Collection<Instance> instances) {}

  Page answer(DicomWebRequest request, QidoLevel level, QidoQuery query) {
    boolean wholeTree = request.studyUid() == null && level != QidoLevel.STUDY;
    var rows =
        new ArrayList<>(
            rows(request, level)
                .filter(row -> row.instances().stream().anyMatch(i -> visible.test(request, i)))
                .filter(row -> matches(row, level, query))
                .toList());
    order(query.orderBy()).ifPresent(rows::sort);
    int from = Math.min(query.offset(), rows.size());
    int to = (int) Math.min((long) from + query.limit(), rows.size());
    var results =
        rows.subList(from, to).stream().map(row -> chosen(row, level, query, wholeTree)).toList();
    return new Page(results, rows.size() - to);
  }

  private Stream<Row> rows(DicomWebRequest request, QidoLevel level) {
    return studies.stream()
        .filter(
            study ->
                request.studyUid() == null || study.first().studyUid().equals(request.studyUid()))
        .flatMap(
            study ->
                level == QidoLevel.STUDY
                    ? Stream.of(studyRow(study))
                    : study.series().stream()
                        .filter(
                            s ->
                                request.seriesUid() == null
                                    || s.first().seriesUid().equals(request.seriesUid()))
                        .flatMap(series -> below(study, series, level)));
  }

  private Stream<Row> below(StudyView study, SeriesView series, QidoLevel level) {
    if (level == QidoLevel.SERIES) {
      return Stream.of(seriesRow(study, series));
    }
    return series.instances().stream().map(instance -> instanceRow(study, series, instance));
  }

  private Row studyRow(StudyView study) {
    var attributes = studyAttributes(study, study.first());
    var instances = study.series().stream().flatMap(series -> series.instances().stream()).toList();
    return new Row(retrievable(attributes, "/studies/" + study.first().studyUid()), instances);
  }

  private Row seriesRow(StudyView study, SeriesView series) {
    var first = series.first();
    var attributes = seriesAttributes(study, series, first);
    return new Row(
        retrievable(attributes, "/studies/" + first.studyUid() + "/series/" + first.seriesUid()),
        series.instances());
  }

  private Row instanceRow(StudyView study, SeriesView series, Instance instance) {
    var path =
        "/studies/"
            + instance.studyUid()
            + "/series/"
            + instance.seriesUid()
            + "/instances/"
            + instance.sopUid();
    return new Row(retrievable(seriesAttributes(study, series, instance), path), List.of(instance));
  }

  private static ObjectNode seriesAttributes(
      StudyView study, SeriesView series, Instance instance) {
    var attributes = studyAttributes(study, instance);
    copy(series.first(), QidoLevel.SERIES, attributes);
    return put(attributes, Tags.SERIES_RELATED_INSTANCES, "IS", series.size());
  }

  private static ObjectNode studyAttributes(StudyView study, Instance instance) {
    var attributes = JsonNodeFactory.instance.objectNode();
    attributes.setAll(instance.attributes());
    copy(study.first(), QidoLevel.STUDY, attributes);
    attributes.set(Tags.MODALITIES_IN_STUDY, codes("CS", modalities(study)));
    var classes = study.series().stream().flatMap(series -> series.instances().stream());
    attributes.set(
        Tags.SOP_CLASSES_IN_STUDY,
        codes("UI", distinct(classes.map(i -> i.text(Tags.SOP_CLASS_UID)))));
    put(attributes, Tags.STUDY_RELATED_SERIES, "IS", study.series().size());
    return put(attributes, Tags.STUDY_RELATED_INSTANCES, "IS", study.size());
  }

  private static void copy(Instance first, QidoLevel level, ObjectNode attributes) {
    for (var tag : level.all()) {
      var element = first.attributes().get(tag);
      if (element != null) {
        attributes.set(tag, element);
      }
    }
  }

  private static List<String> modalities(StudyView study) {
    return distinct(study.series().stream().map(series -> series.first().text(Tags.MODALITY)));
  }

  private static List<String> distinct(Stream<String> values) {
    var sorted = new TreeSet<String>();
    values.filter(value -> !value.isEmpty()).forEach(sorted::add);
    return List.copyOf(sorted);
  }

  private ObjectNode retrievable(ObjectNode attributes, String path) {
    attributes.set(Tags.RETRIEVE_URL, codes("UR", List.of(root + path)));
    attributes.set(Tags.RETRIEVE_AE_TITLE, codes("AE", List.of(AE_TITLE)));
    attributes.set(Tags.INSTANCE_AVAILABILITY, codes("CS", List.of("ONLINE")));
    attributes.set(Tags.SPECIFIC_CHARACTER_SET, codes("CS", List.of("ISO_IR 192")));
    return attributes;
  }

  private static ObjectNode codes(String vr, List<String> values) {
    var element = JsonNodeFactory.instance.objectNode().put("vr", vr);
    if (!values.isEmpty()) {
      values.forEach(element.putArray("Value")::add);
    }
    return element;
  }

  private static ObjectNode put(ObjectNode attributes, String tag, String vr, int value) {
    var element = JsonNodeFactory.instance.objectNode().put("vr", vr);
    element.putArray("Value").add(value);
    attributes.set(tag, element);
    return attributes;
  }

  private static boolean matches(Row row, QidoLevel level, QidoQuery query) {
    return query.matches().stream().allMatch(match -> matches(row, level, match));
  }

  private static boolean matches(Row row, QidoLevel level, Match match) {
    if (match.tag().equals(Tags.MODALITIES_IN_STUDY)) {
      var modalities = new ArrayList<String>();
      row.attributes()
          .path(match.tag())
          .path("Value")
          .forEach(value -> modalities.add(value.asText("")));
      return Match.anyModality(match.key(), modalities);
    }
    if (level.all().contains(match.tag())) {
      return match.accepts(row.attributes());
    }
    return row.instances().stream().anyMatch(instance -> match.accepts(instance.attributes()));
  }

  private static ObjectNode chosen(Row row, QidoLevel level, QidoQuery query, boolean wholeTree) {
    var shown = query.shown(level, wholeTree);
    var supplemented = query.supplemented(level, wholeTree);
    var chosen = JsonNodeFactory.instance.objectNode();
    for (var tag : new TreeSet<>(shown)) {
      var element = row.attributes().get(tag);
      if (element != null) {
        chosen.set(tag, element);
      } else if (supplemented.contains(tag)) {
        var vr = DicomDictionary.standard().representation(Tags.parse(tag)).orElse(Vr.UN);
        chosen.set(tag, Values.element(vr));
      }
    }
    return chosen;
  }

  private static Optional<Comparator<Row>> order(List<String> keys) {
    return keys.stream().map(Qido::comparator).reduce(Comparator::thenComparing);
  }

  private static Comparator<Row> comparator(String key) {
    boolean descending = key.startsWith("-");
    var tag = descending ? key.substring(1) : key;
    var ascending = Comparator.comparing((Row row) -> text(row.attributes().path(tag)));
    return descending ? ascending.reversed() : ascending;
  }

  private static String text(JsonNode element) {
    var value = element.path("Value").path(0);
    return value.isObject() ? value.path("Alphabetic").asText("") : value.asText("");
  }
}
