package ai.kaapana.clinical.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a rendered application.yaml sets, flat. */
final class Settings {

  static final List<String> SERVICES =
      List.of("fhir-server", "dicom-linker", "import-service", "radiomics-adapter");

  private Settings() {}

  static String text(Manifests manifests, String component, String project) {
    return manifests
        .get("ConfigMap", "clinical-" + component + "-" + project)
        .path("data")
        .path("application.yaml")
        .asText();
  }

  static Map<String, String> of(Manifests manifests, String component, String project) {
    var flat = new TreeMap<String, String>();
    flatten("", Manifests.yaml(text(manifests, component, project)), flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (!node.isObject()) {
      flat.put(prefix, node.asText());
      return;
    }
    node.properties()
        .forEach(
            entry ->
                flatten(
                    prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                    entry.getValue(),
                    flat));
  }
}
