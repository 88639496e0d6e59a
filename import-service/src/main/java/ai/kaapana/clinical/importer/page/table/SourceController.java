package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.table.Sources.Found;
import ai.kaapana.clinical.importer.page.table.Sources.Origin;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
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

  /**
   * A value with its origin and the resource that holds it.
   *
   * @param anchor where the page opens, for the first that is asked for
   * @param features all features of a panel
   * @param viewer the address of the images that a panel was made from
   */
  record Fact(
      @Nullable String anchor,
      String name,
      String value,
      String day,
      String type,
      Origin origin,
      boolean asked,
      List<Feature> features,
      String viewer,
      String json) {}

  /** A feature of a panel. */
  record Feature(String name, String value, boolean asked) {}

  /** A series with its link. */
  record Series(
      String modality, String description, String instances, String viewer, boolean asked) {}

  /** A study with its series. */
  record Study(
      String day,
      String description,
      String viewer,
      boolean asked,
      List<Series> series,
      Origin origin) {}

  /** A field of the table's form, sent back to come to the same table again. */
  record Field(String name, String value) {}

  @PostMapping("/source")
  String source(@RequestParam MultiValueMap<String, String> form, Model model) {
    var patient = form.getFirst("patient");
    var asked =
        patient == null
            ? Pointer.of(Objects.requireNonNullElse(form.getFirst("cell"), ""))
            : Pointer.toPatient(patient);
    if (!asked.pointsSomewhere()) {
      throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "patient");
    }
    var found = sources.of(asked.patient());
    var configuration = Objects.requireNonNullElse(form.getFirst("configuration"), "");
    var meant = meant(found, asked, configuration);
    model.addAttribute("patient", asked.patient());
    model.addAttribute("table", fields(form));
    model.addAttribute("cell", asked.cell() ? asked : null);
    model.addAttribute("facts", facts(found.facts(), found, asked, meant));
    model.addAttribute("panels", facts(found.panels(), found, asked, meant));
    boolean ofImages = asked.cell() && meant.isEmpty();
    model.addAttribute(
        "studies",
        found.studies().stream().map(study -> study(study, found, asked, ofImages)).toList());
    return "source";
  }

  private static List<Field> fields(MultiValueMap<String, String> form) {
    return form.entrySet().stream()
        .filter(field -> !field.getKey().equals("patient") && !field.getKey().equals("cell"))
        .flatMap(field -> field.getValue().stream().map(v -> new Field(field.getKey(), v)))
        .toList();
  }

  /** The resources that hold the cell: those with exactly its value, if there are any. */
  private static Set<JsonNode> meant(Found found, Pointer cell, String configuration) {
    if (cell.code().isEmpty()) {
      return Set.of();
    }
    var candidates =
        Stream.concat(found.facts().stream(), found.panels().stream())
            .filter(resource -> Values.concerns(resource, cell))
            .filter(resource -> Values.madeWith(resource, configuration))
            .toList();
    var exact =
        candidates.stream()
            .filter(resource -> Values.says(resource, cell.code(), cell.text()))
            .toList();
    return new LinkedHashSet<>(exact.isEmpty() ? candidates : exact);
  }

  private List<Fact> facts(
      List<JsonNode> resources, Found found, Pointer cell, Set<JsonNode> meant) {
    var first = meant.stream().findFirst().orElse(null);
    return resources.stream()
        .map(
            resource ->
                new Fact(
                    resource == first ? "asked" : null,
                    Values.name(resource),
                    Values.text(resource),
                    Values.day(resource),
                    resource.path("resourceType").asText(),
                    found.origins().getOrDefault(Sources.reference(resource), Origin.UNKNOWN),
                    meant.contains(resource),
                    Values.panel(resource) ? features(resource, cell) : List.of(),
                    page.viewer(
                        Values.target(resource, "studyUid"), Values.target(resource, "seriesUid")),
                    resource.toPrettyString()))
        .toList();
  }

  private static List<Feature> features(JsonNode panel, Pointer cell) {
    List<Feature> features = new ArrayList<>();
    for (var component : panel.path("component")) {
      var name = component.path("code").path("coding").path(0).path("code").asText();
      features.add(new Feature(name, Values.value(component), name.equals(cell.code())));
    }
    return features;
  }

  private Study study(JsonNode study, Found found, Pointer cell, boolean ofImages) {
    var uid = Values.uid(study.path("identifier"));
    var day = study.path("started").asText("").replaceAll("T.*", "");
    List<Series> series = new ArrayList<>();
    for (var one : study.path("series")) {
      var seriesUid = one.path("uid").asText();
      series.add(
          new Series(
              one.path("modality").path("code").asText(),
              one.path("description").asText(""),
              one.path("numberOfInstances").asText(""),
              page.viewer(uid, seriesUid),
              seriesUid.equals(cell.series())));
    }
    return new Study(
        day,
        study.path("description").asText(""),
        page.viewer(uid, ""),
        // the row of a patient or a study names no series
        ofImages && cell.series().isEmpty() && day.equals(cell.studyDay()),
        series,
        found.origins().getOrDefault(Sources.reference(study), Origin.UNKNOWN));
  }
}
