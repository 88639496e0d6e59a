package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Makes a view of the resources of a snapshot, keeping only what is asked for. */
final class ViewReader {

  private final List<String> patientSystems;
  private final ObjectMapper json = JsonMapper.builder().build();

  /**
   * @param patientSystems identifier systems of PatientIDs, the installation's first
   */
  ViewReader(List<String> patientSystems) {
    this.patientSystems = List.copyOf(patientSystems);
  }

  /** Everything live in the snapshot. */
  StoreView read(Snapshot snapshot, Selection selection) {
    var view = new StoreViewBuilder();
    var count = new AtomicLong();
    var patients = new PatientReader(patientSystems, selection, view);
    var studies = new StudyReader(view);
    var segments = new SegmentReader(view);
    var facts = new FactReader(selection, view);
    var observations = new ObservationReader(json, selection, view, facts);
    read(snapshot, count, "Patient", PatientReader.MEMBERS, patients::read);
    read(snapshot, count, "Device", StudyReader.DEVICE_MEMBERS, studies::readDevice);
    read(snapshot, count, "ImagingStudy", StudyReader.MEMBERS, studies::read);
    read(snapshot, count, "BodyStructure", SegmentReader.MEMBERS, segments::read);
    read(snapshot, count, "Condition", FactReader.CONDITION_MEMBERS, facts::readCondition);
    read(snapshot, count, "Procedure", FactReader.PROCEDURE_MEMBERS, facts::readProcedure);
    snapshot.forEach(
        "Observation",
        resource -> {
          count.incrementAndGet();
          observations.read(resource);
        });
    return view.build(snapshot.takenAt(), count.get());
  }

  private void read(
      Snapshot snapshot,
      AtomicLong count,
      String type,
      Set<String> members,
      BiConsumer<String, JsonNode> reader) {
    snapshot.forEach(
        type,
        resource -> {
          count.incrementAndGet();
          reader.accept(resource.id(), prune(resource.json(), members));
        });
  }

  /** The wanted members of a resource as a tree; the rest is read past. */
  private JsonNode prune(String text, Set<String> members) {
    var result = JsonNodeFactory.instance.objectNode();
    try (var parser = json.createParser(text)) {
      parser.nextToken();
      JsonWalk.object(
          parser,
          member -> {
            if (members.contains(member)) {
              result.set(member, json.readTree(parser));
            } else {
              parser.skipChildren();
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("A stored resource is not readable", e);
    }
    return result;
  }
}
