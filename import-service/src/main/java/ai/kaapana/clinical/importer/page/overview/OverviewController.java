package ai.kaapana.clinical.importer.page.overview;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.store.Variables;
import ai.kaapana.clinical.importer.page.store.Variables.FeatureSet;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: what there is, who has what, what needs attention. */
@PageController
class OverviewController {
  private static final int MOST = 2_000;
  private final Tables tables;
  private final CoverageReader coverages;
  private final AttentionReader attentions;

  OverviewController(Tables tables, CoverageReader coverages, AttentionReader attentions) {
    this.tables = tables;
    this.coverages = coverages;
    this.attentions = attentions;
  }

  /** A number with what it counts and where it leads. */
  record Count(long number, String what, String link) {}

  @GetMapping("/")
  String overview(Model model) {
    var variables = tables.variables();
    var coverage = coverages.read(variables);
    long studies = rows("study");
    model.addAttribute(
        "counts",
        List.of(
            new Count(coverage.patients(), "patients", "/patients"),
            new Count(studies, "studies", "/patients?has=IMAGING"),
            new Count(rows("series"), "series", "/patients?has=IMAGING"),
            new Count(variables.concepts().size(), "clinical variables", "/table"),
            new Count(panels(variables), "radiomics panels", "/patients?has=RADIOMICS")));
    model.addAttribute("variables", variables);
    model.addAttribute("noImaging", studies == 0);
    model.addAttribute("empty", coverage.patients() == 0);
    model.addAttribute("picture", CoveragePicture.of(coverage));
    model.addAttribute("total", coverage.patients());
    model.addAttribute("attention", attentions.read(coverage));
    return "overview";
  }

  /** The patients of one field of the picture. */
  @GetMapping("/patients")
  String patients(
      @RequestParam(required = false) @Nullable Integer parts,
      @RequestParam(required = false) @Nullable Part has,
      @RequestParam(required = false) @Nullable Part lacks,
      Model model) {
    var coverage = coverages.read(tables.variables());
    var found =
        coverage.parts().entrySet().stream()
            .filter(entry -> parts == null || entry.getValue().equals(parts))
            .filter(entry -> has == null || (entry.getValue() & has.bit()) != 0)
            .filter(entry -> lacks == null || (entry.getValue() & lacks.bit()) == 0)
            .toList();
    model.addAttribute("heading", title(parts, has, lacks));
    model.addAttribute("columns", List.of(Part.values()).stream().map(Part::title).toList());
    model.addAttribute("total", found.size());
    model.addAttribute("shown", Math.min(MOST, found.size()));
    model.addAttribute(
        "patients",
        found.stream()
            .limit(MOST)
            .map(e -> new Patient(e.getKey(), new Coverage.Combination(e.getValue(), 1)))
            .toList());
    return "patients";
  }

  /** A patient with what it has. */
  record Patient(String id, Coverage.Combination parts) {
    /** For each part whether it is there. */
    public List<Boolean> dots() {
      return List.of(Part.values()).stream().map(parts::has).toList();
    }
  }

  private static String title(@Nullable Integer parts, @Nullable Part has, @Nullable Part lacks) {
    if (parts != null) {
      if (parts < 0 || parts >= 1 << Part.values().length) {
        throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "parts");
      }
      return "Patients with "
          + new Coverage.Combination(parts, 0).label().toLowerCase(java.util.Locale.ROOT);
    }
    var with = has == null ? "" : " with " + has.title().toLowerCase(java.util.Locale.ROOT);
    var without =
        lacks == null ? "" : " without " + lacks.title().toLowerCase(java.util.Locale.ROOT);
    return with.isEmpty() && without.isEmpty() ? "All patients" : "Patients" + with + without;
  }

  private long rows(String level) {
    return tables.rows(JsonNodeFactory.instance.objectNode().put("rows", level)).orNone().size();
  }

  private static long panels(Variables variables) {
    return variables.sets().stream().mapToLong(FeatureSet::panels).sum();
  }
}
