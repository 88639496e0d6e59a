package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.table.Places.Place;
import ai.kaapana.clinical.importer.run.ImportState;
import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import ai.kaapana.clinical.importer.run.SourceRows;
import ai.kaapana.clinical.service.config.IdentityProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads all that the store holds of one patient, with where each resource came from. */
@Component
class Sources {
  private static final String ALL = "&_count=1000";
  private static final int PACK = 50;
  private static final String FILE = "/sid/file-sha256";
  private final Sisters sisters;
  private final Imports imports;
  private final String patientSystem;

  Sources(Sisters sisters, Imports imports, IdentityProperties identity) {
    this.sisters = sisters;
    this.imports = imports;
    this.patientSystem = identity.patientSystem();
  }

  /**
   * Where a resource came from, in words, the import it belongs to if there is one, and the cells
   * of its file.
   */
  record Origin(String text, String importId, List<Place> places) {
    static final Origin UNKNOWN = new Origin("no provenance stored", "", List.of());
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
        new ArrayList<>(sisters.search("Patient", "_id=" + encode(patient.substring(8))));
    facts.addAll(sisters.search("Condition", subject));
    List<JsonNode> panels = new ArrayList<>();
    for (var observation : sisters.search("Observation", subject)) {
      (Values.clinical(observation) ? facts : panels).add(observation);
    }
    withoutCopies(panels);
    var studies = sisters.search("ImagingStudy", subject);
    var files = imports.list(1_000);
    var origins = origins(Stream.of(facts, studies, panels).flatMap(List::stream).toList(), files);
    facts.forEach(
        fact ->
            stated(Values.stated(fact), files)
                .ifPresent(origin -> origins.put(reference(fact), origin)));
    places(patientId, facts, origins);
    return new Found(facts, studies, panels, origins);
  }

  // A few features of a panel are stored once more, alone, for standard search.
  private static void withoutCopies(List<JsonNode> panels) {
    Set<String> copies = new HashSet<>();
    for (var panel : panels) {
      panel.path("hasMember").forEach(member -> copies.add(member.path("reference").asText()));
    }
    panels.removeIf(panel -> copies.contains(reference(panel)));
  }

  private void places(String patientId, List<JsonNode> facts, Map<String, Origin> origins) {
    Map<String, SourceRows> files = new HashMap<>();
    for (var fact : facts) {
      var origin = origins.getOrDefault(reference(fact), Origin.UNKNOWN);
      if (!origin.importId().isEmpty()) {
        var file = files.computeIfAbsent(origin.importId(), id -> imports.rows(id, patientId));
        origins.put(
            reference(fact), new Origin(origin.text(), origin.importId(), Places.of(fact, file)));
      }
    }
  }

  private Map<String, Origin> origins(List<JsonNode> resources, List<ImportView> files) {
    Map<String, Origin> origins = new HashMap<>();
    for (int from = 0; from < resources.size(); from += PACK) {
      var targets =
          resources.subList(from, Math.min(resources.size(), from + PACK)).stream()
              .map(Sources::reference)
              .collect(Collectors.joining(","));
      var found = sisters.search("Provenance", "target=" + encode(targets) + ALL);
      // What was written last wins over what it replaced.
      found.sort(Comparator.comparing(provenance -> provenance.path("recorded").asText()));
      for (var provenance : found) {
        var origin = origin(provenance, files);
        provenance
            .path("target")
            .forEach(target -> origins.put(target.path("reference").asText(), origin));
      }
    }
    return origins;
  }

  // A Patient has no Provenance: each of its elements names its source.
  private static Optional<Origin> stated(List<String> sources, List<ImportView> files) {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    var file =
        files.stream()
            .filter(view -> view.state() == ImportState.DONE)
            .filter(view -> sources.contains("dataset:" + view.dataset()))
            .findFirst();
    var others =
        sources.stream()
            .filter(source -> file.isEmpty() || !source.equals("dataset:" + file.get().dataset()))
            .map(source -> source.equals("dicom") ? "DICOM header" : source);
    var words = Stream.concat(file.stream().map(view -> view.file().name()), others);
    return Optional.of(
        new Origin(
            words.collect(Collectors.joining(", ")),
            file.map(ImportView::id).orElse(""),
            List.of()));
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
    return new Origin(String.join(" · ", words), importId, List.of());
  }

  static String reference(JsonNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
