package ai.kaapana.clinical.importer.page.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody chose on the page, and the request that it makes.
 *
 * @param rows level of the rows
 * @param clinical names of concepts
 * @param features names or patterns of features
 * @param labels labels of ROIs, none = any
 * @param pattern a regular expression for labels, used if it is not empty
 * @param configuration extractor configuration, empty = not decided
 * @param reduce how several ROIs become one, empty = not decided
 * @param picks by concept or attribute, how one of several values is taken
 */
record Choice(
    String rows,
    Set<String> clinical,
    Set<String> survival,
    Set<String> imaging,
    Set<String> features,
    Set<String> labels,
    String pattern,
    boolean latest,
    String configuration,
    String reduce,
    Map<String, String> picks) {
  private static final Set<String> LEVELS = Set.of("patient", "study", "series", "roi");

  static Choice of(MultiValueMap<String, String> sent) {
    var form = answered(sent);
    var level = last(form, "rows");
    Map<String, String> picks = new LinkedHashMap<>();
    for (var pick : all(form, "pick")) {
      int end = pick.lastIndexOf('=');
      if (end > 0) {
        picks.put(pick.substring(0, end), pick.substring(end + 1));
      }
    }
    return new Choice(
        LEVELS.contains(level) ? level : "patient",
        all(form, "clinical"),
        all(form, "survival"),
        all(form, "imaging"),
        all(form, "feature"),
        all(form, "label"),
        last(form, "pattern").strip(),
        form.containsKey("latest"),
        last(form, "configuration"),
        last(form, "reduce"),
        picks);
  }

  // The button of an answer wins over what the same form has ticked, wherever it stands.
  private static MultiValueMap<String, String> answered(MultiValueMap<String, String> sent) {
    var form = new LinkedMultiValueMap<>(sent);
    for (var answer : sent.getOrDefault("answer", List.of())) {
      int end = answer.indexOf('=');
      if (end > 0) {
        form.add(answer.substring(0, end), answer.substring(end + 1));
      }
    }
    return form;
  }

  private static Set<String> all(MultiValueMap<String, String> form, String name) {
    return form.getOrDefault(name, List.of()).stream()
        .filter(text -> !text.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String last(MultiValueMap<String, String> form, String name) {
    var values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getLast();
  }

  boolean nothing() {
    return clinical.isEmpty() && survival.isEmpty() && imaging.isEmpty() && features.isEmpty();
  }

  /** The request in the form of {@code docs/api/joint-table.schema.json}. */
  ObjectNode request() {
    var request = JsonNodeFactory.instance.objectNode().put("rows", rows);
    clinical.forEach(name -> column(request.withArray("clinical"), "concept", name));
    imaging.forEach(name -> column(request.withArray("imaging"), "name", name));
    survival.forEach(request.withArray("survival")::add);
    if (!features.isEmpty() || !label().isEmpty() || latest) {
      var radiomics = request.putObject("radiomics");
      var names = radiomics.putArray("features");
      features.forEach(names::add);
      put(radiomics, "configuration", configuration);
      put(radiomics, "reduce", reduce);
      var roi = radiomics.putObject("roi").put("latest", latest);
      put(roi, "label", label());
    }
    return request;
  }

  private void column(ArrayNode columns, String key, String name) {
    var pick = picks.get(name);
    if (pick == null) {
      columns.add(name);
    } else {
      columns.addObject().put(key, name).put("pick", pick);
    }
  }

  private String label() {
    return pattern.isEmpty()
        ? labels.stream().map(Pattern::quote).collect(Collectors.joining("|"))
        : pattern;
  }

  private static void put(ObjectNode object, String name, String value) {
    if (!value.isEmpty()) {
      object.put(name, value);
    }
  }
}
