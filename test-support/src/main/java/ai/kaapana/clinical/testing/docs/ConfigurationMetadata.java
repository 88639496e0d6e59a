package ai.kaapana.clinical.testing.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what Spring Boot's configuration processor wrote beside the compiled classes. */
final class ConfigurationMetadata {

  private static final String FILE = "META-INF/spring-configuration-metadata.json";

  record Setting(String name, String type, String defaultValue, String description) {}

  private ConfigurationMetadata() {}

  static List<Setting> read(Path classes) {
    try {
      var tree = JsonMapper.builder().build().readTree(classes.resolve(FILE).toFile());
      return StreamSupport.stream(tree.path("properties").spliterator(), false)
          .map(ConfigurationMetadata::setting)
          .sorted(Comparator.comparing(Setting::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("No configuration metadata beside the classes", e);
    }
  }

  private static Setting setting(JsonNode node) {
    return new Setting(
        node.path("name").asText(),
        node.path("type").asText().replaceAll("[a-z0-9]+(\\.[a-z0-9]+)*\\.", "").replace("$", "."),
        value(node.path("defaultValue")),
        node.path("description")
            .asText()
            .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
            .replaceAll("\\{@link (?:[^}#]*#)?([^}]*)\\}", "`$1`"));
  }

  private static String value(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : node.asText("");
  }
}
