package ai.kaapana.clinical.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects that a chart makes, in the order of the text. */
record Manifests(String text, List<JsonNode> all) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  static Manifests of(String text) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return new Manifests(
          text,
          documents.readAll().stream().filter(node -> node.isObject() && !node.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("not YAML:\n" + text, e);
    }
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  /** Kind and name, as messages show an object. */
  static String title(JsonNode object) {
    return kind(object) + " " + name(object);
  }

  Stream<JsonNode> kinds(String... kinds) {
    var wanted = List.of(kinds);
    return all.stream().filter(object -> wanted.contains(kind(object)));
  }

  Optional<JsonNode> find(String kind, String name) {
    return kinds(kind).filter(object -> name(object).equals(name)).findFirst();
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
  }

  /** The objects that start pods. */
  Stream<JsonNode> workloads() {
    return kinds("Deployment", "Job");
  }

  static JsonNode podTemplate(JsonNode workload) {
    return workload.path("spec").path("template");
  }

  static JsonNode podSpec(JsonNode workload) {
    return podTemplate(workload).path("spec");
  }

  static Stream<JsonNode> containers(JsonNode workload) {
    return Stream.concat(
        items(podSpec(workload).path("initContainers")),
        items(podSpec(workload).path("containers")));
  }

  static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** An object's texts, sorted. */
  static Map<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  /** Whether a label selector selects these labels; an empty one selects everything. */
  static boolean selects(JsonNode selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(texts(selector.path("matchLabels")).entrySet());
  }

  /** One text with sorted objects and without what is random or changes with the code. */
  String golden() {
    var golden = new StringBuilder();
    all.stream()
        .sorted(Comparator.comparing(Manifests::title))
        .forEach(object -> golden.append(write(masked(object.deepCopy()))));
    return golden.toString();
  }

  private static JsonNode masked(JsonNode object) {
    if (kind(object).equals("Secret")) {
      var data = (ObjectNode) object.path("data");
      data.fieldNames().forEachRemaining(key -> data.put(key, "random"));
    }
    return object;
  }

  private static String write(JsonNode object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
