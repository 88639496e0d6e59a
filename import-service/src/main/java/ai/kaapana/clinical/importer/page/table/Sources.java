package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.store.Sisters.Body;
import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import ai.kaapana.clinical.service.config.IdentityProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads all that the store holds of one patient, with where each resource came from. */
@Component
class Sources {
  private static final String ALL = "&_count=1000";
  private static final String FILE = "/sid/file-sha256";
  private final Sisters sisters;
  private final Imports imports;
  private final String patientSystem;

  Sources(Sisters sisters, Imports imports, IdentityProperties identity) {
    this.sisters = sisters;
    this.imports = imports;
    this.patientSystem = identity.patientSystem();
  }

  /** Where a resource came from, in words, and the import it belongs to if there is one. */
  record Origin(String text, String importId) {
    static final Origin UNKNOWN = new Origin("no provenance stored", "");
  }

  /** Resources of a patient and the origin of each by its reference. */
  record Found(
      List<JsonNode> facts,
      List<JsonNode> studies,
      List<JsonNode> panels,
      Map<String, Origin> origins) {}

  Found of(String patientId) {
    var patient = "Patient/" + ResourceIds.patient(patientSystem, patientId);
    var subject = "subject=" + encode(patient) + ALL;
    List<JsonNode> facts =
        new ArrayList<>(search("Patient", "_id=" + encode(patient.substring(8))));
    facts.addAll(search("Condition", subject));
    List<JsonNode> panels = new ArrayList<>();
    for (var observation : search("Observation", subject)) {
      (Values.clinical(observation) ? facts : panels).add(observation);
    }
    var studies = search("ImagingStudy", subject);
    return new Found(facts, studies, panels, origins(facts, studies, panels));
  }

  @SafeVarargs
  private Map<String, Origin> origins(List<JsonNode>... groups) {
    Map<String, Origin> origins = new HashMap<>();
    var files = imports.list(1_000);
    for (var group : groups) {
      for (int from = 0; from < group.size(); from += 50) {
        var targets =
            group.subList(from, Math.min(group.size(), from + 50)).stream()
                .map(Sources::reference)
                .toList();
        for (var provenance :
            search("Provenance", "target=" + encode(String.join(",", targets)) + ALL)) {
          provenance
              .path("target")
              .forEach(t -> origins.put(t.path("reference").asText(), origin(provenance, files)));
        }
      }
    }
    return origins;
  }

  private static Origin origin(JsonNode provenance, List<ImportView> files) {
    List<String> words = new ArrayList<>();
    var importId = "";
    for (var entity : provenance.path("entity")) {
      var what = entity.path("what").path("identifier");
      var value = what.path("value").asText();
      Optional<ImportView> file =
          what.path("system").asText().endsWith(FILE)
              ? files.stream().filter(view -> view.file().sha256().equals(value)).findFirst()
              : Optional.empty();
      if (file.isPresent()) {
        words.add(file.get().file().name());
        importId = file.get().id();
      }
    }
    if (words.isEmpty()) {
      var who = provenance.path("agent").path(0).path("who");
      words.add(who.path("display").asText(who.path("identifier").path("value").asText("")));
    }
    words.add(provenance.path("recorded").asText().replaceAll("T.*", ""));
    words.removeIf(String::isBlank);
    return new Origin(String.join(" · ", words), importId);
  }

  static String reference(JsonNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  // By POST: ids are derived from PatientIDs and belong in no address and no access log.
  private List<JsonNode> search(String type, String parameters) {
    List<JsonNode> found = new ArrayList<>();
    sisters
        .fhir("POST", type + "/_search", Body.form(parameters))
        .orRefuse()
        .path("entry")
        .forEach(entry -> found.add(entry.path("resource")));
    return found;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
