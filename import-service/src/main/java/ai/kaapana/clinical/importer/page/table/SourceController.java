package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.table.Sources.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the values of a patient come from; asked by POST, so that no address names a patient. */
@PageController
class SourceController {
  private final Sources sources;
  private final PageProperties page;

  SourceController(Sources sources, PageProperties page) {
    this.sources = sources;
    this.page = page;
  }

  /** A value with its origin and the resource that holds it. */
  record Fact(
      String name,
      String value,
      String day,
      String type,
      Origin origin,
      boolean asked,
      String json) {}

  /** A series with its link. */
  record Series(
      String modality, String description, String instances, String viewer, boolean asked) {}

  /** A study with its series. */
  record Study(String day, String description, String viewer, List<Series> series, Origin origin) {}

  @PostMapping("/source")
  String source(
      @RequestParam("patient") String patient,
      @RequestParam(value = "column", defaultValue = "") String column,
      @RequestParam(value = "series", defaultValue = "") String series,
      Model model) {
    var found = sources.of(patient);
    model.addAttribute("patient", patient);
    model.addAttribute(
        "facts", found.facts().stream().map(fact -> fact(fact, found, column)).toList());
    model.addAttribute(
        "panels", found.panels().stream().map(panel -> fact(panel, found, column)).toList());
    model.addAttribute(
        "studies", found.studies().stream().map(study -> study(study, found, series)).toList());
    return "source";
  }

  private static Fact fact(JsonNode resource, Sources.Found found, String column) {
    var name = Values.name(resource);
    return new Fact(
        name,
        Values.text(resource),
        Values.day(resource),
        resource.path("resourceType").asText(),
        found.origins().getOrDefault(Sources.reference(resource), stated(resource)),
        !column.isEmpty() && Values.concerns(resource, column.toLowerCase(Locale.ROOT)),
        resource.toPrettyString());
  }

  // A Patient has no Provenance: each of its elements names its source.
  private static Origin stated(JsonNode resource) {
    var sources = Values.stated(resource);
    return sources.isEmpty() ? Origin.UNKNOWN : new Origin("as stated by " + sources, "");
  }

  private Study study(JsonNode study, Sources.Found found, String asked) {
    var uid = Values.uid(study.path("identifier"));
    List<Series> series = new ArrayList<>();
    for (var one : study.path("series")) {
      var seriesUid = one.path("uid").asText();
      series.add(
          new Series(
              one.path("modality").path("code").asText(),
              one.path("description").asText(""),
              one.path("numberOfInstances").asText(""),
              page.viewer(uid, seriesUid),
              seriesUid.equals(asked)));
    }
    return new Study(
        study.path("started").asText("").replaceAll("T.*", ""),
        study.path("description").asText(""),
        page.viewer(uid, ""),
        series,
        found.origins().getOrDefault(Sources.reference(study), Origin.UNKNOWN));
  }
}
