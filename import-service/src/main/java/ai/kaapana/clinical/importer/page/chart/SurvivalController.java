package ai.kaapana.clinical.importer.page.chart;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.chart.Survival.Curve;
import ai.kaapana.clinical.importer.page.chart.Survival.Group;
import ai.kaapana.clinical.importer.page.chart.Survival.Subject;
import ai.kaapana.clinical.importer.page.store.Figures;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.store.Tables.Asked.Refused;
import ai.kaapana.clinical.importer.page.store.Tables.Row;
import ai.kaapana.clinical.importer.page.store.Variables;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Kaplan-Meier curves by any coded variable. */
@PageController
class SurvivalController {
  private static final double YEAR = 365.25;
  private static final int TWO = 2;
  private static final String EVERYBODY = "All patients";
  private final Tables tables;

  SurvivalController(Tables tables) {
    this.tables = tables;
  }

  /** A curve as a line of the table below the picture. */
  record Line(
      String name,
      String series,
      int patients,
      long events,
      String median,
      String one,
      String two) {}

  @GetMapping("/survival")
  String survival(
      @RequestParam(defaultValue = "") String endpoint,
      @RequestParam(required = false) String by,
      Model model) {
    var variables = tables.variables();
    var groupings = variables.groupings();
    model.addAttribute("endpoints", variables.survival());
    model.addAttribute("groupings", groupings);
    if (variables.survival().isEmpty()) {
      model.addAttribute("empty", true);
      return "survival";
    }
    var chosen =
        variables.survival().stream()
            .map(Variables.Endpoint::name)
            .filter(endpoint::equals)
            .findFirst()
            .orElse(variables.survival().getFirst().name());
    // Nothing said: the first grouping, which is the stage where there is one.
    var grouping =
        by == null && !groupings.isEmpty()
            ? groupings.getFirst().name()
            : variables.concept(by == null ? "" : by).map(Variables.Variable::name).orElse("");
    model.addAttribute("endpoint", chosen);
    model.addAttribute("by", grouping);
    plot(chosen, grouping, variables, model);
    return "survival";
  }

  private void plot(String endpoint, String by, Variables variables, Model model) {
    var request = JsonNodeFactory.instance.objectNode().put("rows", "patient");
    request.putArray("survival").add(endpoint);
    if (!by.isEmpty()) {
      request.putArray("clinical").add(by);
    }
    var asked = tables.rows(request);
    if (asked instanceof Refused(var questions)) {
      model.addAttribute("questions", questions);
      return;
    }
    var column = variables.concept(by).map(Variables.Variable::column).orElse("");
    var title =
        variables
            .concept(by)
            .map(Variables.Variable::display)
            .map(d -> " by " + d.toLowerCase(java.util.Locale.ROOT))
            .orElse("");
    show(endpoint, "Survival (" + endpoint + ")" + title, column, asked.orNone(), model);
  }

  private static void show(
      String endpoint, String title, String column, List<Row> rows, Model model) {
    var groups = groups(endpoint.replace('-', '_'), column, rows);
    var curves = groups.stream().map(Survival::curve).toList();
    int used = groups.stream().mapToInt(group -> group.subjects().size()).sum();
    model.addAttribute("heading", title);
    model.addAttribute("svg", SurvivalPlot.svg(curves, title));
    model.addAttribute(
        "lines", IntStream.range(0, curves.size()).mapToObj(i -> line(curves.get(i), i)).toList());
    model.addAttribute("used", used);
    model.addAttribute("left", rows.size() - used);
    if (groups.size() >= TWO) {
      var test = Survival.logRank(groups);
      model.addAttribute("statistic", Figures.number(test.statistic()));
      model.addAttribute("freedom", test.freedom());
      model.addAttribute("p", Figures.p(test.p()));
    }
  }

  static List<Group> groups(String endpoint, String column, List<Row> rows) {
    Map<String, List<Subject>> groups = new TreeMap<>();
    for (var row : rows) {
      double time = row.number(endpoint + "_time");
      double event = row.number(endpoint + "_event");
      var name = column.isEmpty() ? EVERYBODY : group(row, column);
      if (time >= 0 && (event == 0 || event == 1) && !name.isEmpty()) {
        groups.computeIfAbsent(name, key -> new ArrayList<>()).add(new Subject(time, event == 1));
      }
    }
    return groups.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  // What could not be coded is a group of its own, by the text of the source.
  static String group(Row row, String column) {
    return row.has(column) ? row.text(column) : row.text(column + "_text");
  }

  private static Line line(Curve curve, int index) {
    var group = curve.group();
    return new Line(
        group.name(),
        SurvivalPlot.series(index),
        group.subjects().size(),
        group.events(),
        curve.median().isPresent()
            ? Figures.number(Math.rint(curve.median().getAsDouble())) + " d"
            : "not reached",
        at(curve, YEAR),
        at(curve, TWO * YEAR));
  }

  private static String at(Curve curve, double time) {
    return curve.end() < time && curve.at(time) > 0
        ? "–"
        : String.format(java.util.Locale.ROOT, "%.0f %%", 100 * curve.at(time));
  }
}
