package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes resources of further patients out of those of one that was imported, so that single
 * requests carry exactly what the import writes.
 */
final class ResourceCopies {

  private static final String SEPARATOR = "\u001f";

  private final List<JsonNode> templates;
  private final String dataset;
  private final String patientId;

  /**
   * @param templates everything of one patient, in an order in which it can be written
   */
  ResourceCopies(List<JsonNode> templates, String dataset, String patientId) {
    this.templates = List.copyOf(templates);
    this.dataset = dataset;
    this.patientId = patientId;
  }

  /** The same resources for another patient of another dataset, with ids that follow from that. */
  List<ObjectNode> of(String otherDataset, int index) {
    var other = ClinicalTable.patientId(otherDataset, index);
    var texts = new HashMap<String, String>();
    texts.put(dataset, otherDataset);
    texts.put("dataset:" + dataset, "dataset:" + otherDataset);
    texts.put(patientId, other);
    put(texts, "Patient", patient(patientId), patient(other));
    for (var template : templates) {
      var identifier = template.path("identifier").path(0);
      var value = identifier.path("value").asText();
      if (value.contains(SEPARATOR)) {
        var parts = value.split(SEPARATOR, -1);
        parts[0] = otherDataset;
        parts[1] = other;
        var type = template.path("resourceType").asText();
        var space = IdSpace.of(type, identifier.path("system").asText()).orElseThrow();
        texts.put(value, String.join(SEPARATOR, parts));
        put(texts, type, template.path("id").asText(), ResourceIds.of(space, parts));
      }
    }
    return templates.stream().map(template -> copy(template, texts, index)).toList();
  }

  private static String patient(String patientId) {
    return ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId);
  }

  private static void put(Map<String, String> texts, String type, String from, String to) {
    texts.put(from, to);
    texts.put(type + "/" + from, type + "/" + to);
  }

  private static ObjectNode copy(JsonNode template, Map<String, String> texts, int index) {
    var result = (ObjectNode) replaced(template, texts);
    if (result.get("meta") instanceof ObjectNode meta) {
      meta.remove(List.of("versionId", "lastUpdated"));
    }
    if (result.get("valueQuantity") instanceof ObjectNode quantity) {
      var step = BigDecimal.valueOf(index % 97, 2);
      quantity.set("value", DecimalNode.valueOf(quantity.path("value").decimalValue().add(step)));
    }
    return result;
  }

  private static JsonNode replaced(JsonNode node, Map<String, String> texts) {
    if (node.isTextual()) {
      var other = texts.get(node.textValue());
      return other == null ? node : JsonNodeFactory.instance.textNode(other);
    }
    if (node.isArray()) {
      var result = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> result.add(replaced(item, texts)));
      return result;
    }
    if (node.isObject()) {
      var result = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(member -> result.set(member.getKey(), replaced(member.getValue(), texts)));
      return result;
    }
    return node;
  }
}
