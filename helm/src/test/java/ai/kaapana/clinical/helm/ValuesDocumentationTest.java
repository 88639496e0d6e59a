package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.testing.docs.GeneratedPage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every value has a description, a type and a default, and stands in the documentation. */
class ValuesDocumentationTest {

  private record Value(String type, String defaultValue, String meaning) {}

  @ParameterizedTest
  @EnumSource
  void thePageOfAChartsValuesIsMadeFromItsSchema(Chart chart) throws IOException {
    var page =
        new StringBuilder(
            "<!-- made by a test from the chart; mvn test -Dapprove=true -->\n# Values: %s%n%n"
                .formatted(chart.folder()));
    page.append("| value | type | default | meaning |\n|---|---|---|---|\n");
    read(chart)
        .forEach(
            (name, value) ->
                page.append(
                    "| `%s` | %s | %s | %s |%n"
                        .formatted(name, value.type(), value.defaultValue(), value.meaning())));

    new GeneratedPage("docs/configuration/" + chart.folder() + ".md", page.toString()).check();
  }

  @ParameterizedTest
  @EnumSource
  void everyValueHasADescription(Chart chart) throws IOException {
    assertThat(read(chart))
        .isNotEmpty()
        .allSatisfy((name, value) -> assertThat(value.meaning()).as(name).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaAndTheDefaultsHoldTheSameValues(Chart chart) throws IOException {
    var defaults = Manifests.yaml(Files.readString(chart.path().resolve("values.yaml")));

    assertThat(read(chart).keySet())
        .allSatisfy(
            name -> {
              // a limit of processors is possible, and none is set
              if (!name.endsWith("limits.cpu")) {
                assertThat(defaults.at("/" + name.replace('.', '/')).isMissingNode())
                    .as(name)
                    .isFalse();
              }
            });
  }

  private static TreeMap<String, Value> read(Chart chart) throws IOException {
    var values = new TreeMap<String, Value>();
    var schema = Manifests.yaml(Files.readString(chart.path().resolve("values.schema.json")));
    var defaults = Manifests.yaml(Files.readString(chart.path().resolve("values.yaml")));
    walk("", schema, defaults, values);
    return values;
  }

  private static void walk(
      String prefix, JsonNode schema, JsonNode defaults, TreeMap<String, Value> values) {
    for (var property : schema.path("properties").properties()) {
      var name = prefix + property.getKey();
      var own = property.getValue();
      var value = defaults.path(property.getKey());
      if (own.has("properties")) {
        walk(name + ".", own, value, values);
      } else {
        values.put(name, new Value(type(own), text(name, value), own.path("description").asText()));
      }
    }
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return Manifests.items(schema.path("enum"))
          .map(JsonNode::asText)
          .filter(choice -> !choice.isEmpty())
          .map(choice -> "`" + choice + "`")
          .collect(Collectors.joining(", "));
    }
    var type = schema.path("type");
    return type.isArray()
        ? Manifests.items(type).map(JsonNode::asText).collect(Collectors.joining(" or "))
        : type.asText();
  }

  private static String text(String name, JsonNode value) {
    // the dialog has a table of its own in docs/kaapana.md
    boolean shown = !name.equals("extension_params") && !value.isMissingNode();
    var text = value.isContainerNode() ? value.toString() : value.asText();
    return !shown || text.isEmpty() || value.isContainerNode() && value.isEmpty()
        ? ""
        : "`" + text + "`";
  }
}
