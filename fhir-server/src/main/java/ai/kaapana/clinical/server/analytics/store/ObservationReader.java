package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/**
 * Reads Observations: panels, clinical facts and survival; single promoted features are copies of
 * what panels hold and are read past.
 */
final class ObservationReader {

  private static final Set<String> MEMBERS =
      Set.of("extension", "identifier", "status", "code", "subject");

  private final ObjectMapper json;
  private final FactReader facts;
  private final PanelReader panels;
  private final ComponentReader components;

  ObservationReader(
      ObjectMapper json, Selection selection, StoreViewBuilder view, FactReader facts) {
    this.json = json;
    this.facts = facts;
    panels = new PanelReader(view);
    components = new ComponentReader(selection.features(), view);
  }

  void read(StoredResource resource) throws IOException {
    var observation = JsonNodeFactory.instance.objectNode();
    var values = new ComponentValues[] {ComponentValues.NONE};
    try (var parser = json.createParser(resource.json())) {
      parser.nextToken();
      JsonWalk.object(parser, member -> member(parser, observation, member, values));
    }
    if (has(observation, IdSpace.PANEL)) {
      panels.read(resource.id(), observation, late(observation, values[0]));
    } else if (!has(observation, IdSpace.FEATURE)) {
      facts.readObservation(observation);
    }
  }

  private void member(
      JsonParser parser, ObjectNode observation, String member, ComponentValues[] values)
      throws IOException {
    if (member.equals("component") && has(observation, IdSpace.PANEL)) {
      values[0] = components.read(parser);
    } else if (MEMBERS.contains(member)
        || member.equals("component")
        || member.startsWith("value")
        || member.startsWith("effective")) {
      observation.set(member, json.readTree(parser));
    } else {
      parser.skipChildren();
    }
  }

  /** Whoever writes components before the identifier gets the same table, only slower. */
  private ComponentValues late(ObjectNode observation, ComponentValues read) throws IOException {
    if (!observation.has("component")) {
      return read;
    }
    try (var parser = json.treeAsTokens(observation.get("component"))) {
      parser.nextToken();
      return components.read(parser);
    }
  }

  private static boolean has(ObjectNode observation, IdSpace space) {
    return !FhirNode.identifiers(observation, space.system()).isEmpty();
  }
}
