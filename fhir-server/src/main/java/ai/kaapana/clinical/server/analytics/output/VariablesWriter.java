package ai.kaapana.clinical.server.analytics.output;

import ai.kaapana.clinical.server.analytics.table.VariablesResult;
import ai.kaapana.clinical.server.analytics.table.VariablesResult.Variable;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the dictionary of variables as JSON. */
public final class VariablesWriter {

  private VariablesWriter() {}

  /** The dictionary; its form is {@code docs/api/variables.schema.json}. */
  public static ObjectNode json(VariablesResult variables) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("snapshot", variables.snapshot().toString());
    list(json, "concepts", variables.concepts());
    var survival = json.putArray("survival");
    for (var endpoint : variables.survival()) {
      survival
          .addObject()
          .put("name", endpoint.name())
          .put("unit", "d")
          .put("patients", endpoint.patients())
          .put("events", endpoint.events())
          .put("min", endpoint.min())
          .put("max", endpoint.max());
    }
    var sets = json.putArray("featureSets");
    variables.featureSets().forEach(set -> featureSet(sets.addObject(), set));
    list(json, "imaging", variables.imaging());
    return json;
  }

  private static void featureSet(ObjectNode json, VariablesResult.FeatureSetSummary set) {
    json.put("configuration", set.configuration())
        .put("hash", set.hash())
        .put("completeness", set.completeness())
        .put("patients", set.patients())
        .put("panels", set.panels())
        .put("failed", set.failed());
    dates(json, set.dates());
    list(json, "features", set.features());
  }

  private static void list(ObjectNode parent, String name, List<Variable> variables) {
    var array = parent.putArray(name);
    variables.forEach(variable -> variable(array.addObject(), variable));
  }

  private static void variable(ObjectNode json, Variable variable) {
    json.put("name", variable.name())
        .put("column", variable.column())
        .put("display", variable.display())
        .put("type", variable.type().toString())
        .put("patients", variable.patients())
        .put("values", variable.values());
    json.put("unit", variable.ranges().size() == 1 ? variable.ranges().getFirst().unit() : null);
    var ranges = json.putArray("ranges");
    for (var range : variable.ranges()) {
      ranges
          .addObject()
          .put("unit", range.unit())
          .put("values", range.values())
          .put("min", range.min())
          .put("max", range.max());
    }
    var levels = json.putArray("levels");
    for (var level : variable.levels()) {
      levels
          .addObject()
          .put("value", level.value())
          .put("text", level.text())
          .put("values", level.values());
    }
    json.put("levelCount", variable.levelCount());
    dates(json, variable.dates());
  }

  private static void dates(ObjectNode json, VariablesResult.@Nullable Dates dates) {
    json.put("first", dates == null ? null : dates.first().toString());
    json.put("last", dates == null ? null : dates.last().toString());
  }
}
