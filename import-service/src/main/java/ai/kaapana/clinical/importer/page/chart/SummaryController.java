package ai.kaapana.clinical.importer.page.chart;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.store.Question;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.store.Tables.Asked.Answered;
import ai.kaapana.clinical.importer.page.store.Tables.Asked.Refused;
import ai.kaapana.clinical.importer.page.store.Variables;
import ai.kaapana.clinical.importer.page.store.Variables.Variable;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Table 1 by any coded variable. */
@PageController
class SummaryController {
  private static final int MOST_LEVELS = 100;
  private final Tables tables;

  SummaryController(Tables tables) {
    this.tables = tables;
  }

  @GetMapping("/summary")
  String summary(@RequestParam(required = false) @Nullable String by, Model model) {
    var variables = tables.variables();
    var groupings = variables.groupings();
    var grouping =
        by == null && !groupings.isEmpty()
            ? groupings.getFirst().name()
            : variables.concept(by == null ? "" : by).map(Variable::name).orElse("");
    var asked = variables.concepts().stream().filter(SummaryController::describes).toList();
    model.addAttribute("groupings", groupings);
    model.addAttribute("by", grouping);
    model.addAttribute("empty", asked.isEmpty());
    if (!asked.isEmpty()) {
      show(asked, grouping, variables, model);
    }
    return "summary";
  }

  private void show(List<Variable> asked, String by, Variables variables, Model model) {
    var answer = tables.rows(request(asked));
    var used = asked;
    if (answer instanceof Refused(var questions)) {
      // What cannot be had without a decision is left out by name, and the rest is shown.
      Set<String> left = questions.stream().map(Question::subject).collect(Collectors.toSet());
      used = asked.stream().filter(variable -> !left.contains(variable.name())).toList();
      model.addAttribute("left", left.stream().sorted().toList());
      answer = tables.rows(request(used));
    }
    var column = variables.concept(by).map(Variable::column).orElse("");
    if (answer instanceof Answered(var rows)) {
      model.addAttribute("table", TableOne.of(used, column, rows));
    }
    model.addAttribute(
        "first", used.stream().filter(SummaryController::repeated).map(Variable::display).toList());
  }

  private static boolean describes(Variable variable) {
    return variable.number()
        || variable.type().equals("boolean")
        || (variable.type().equals("code") && variable.levelCount() <= MOST_LEVELS);
  }

  private static boolean repeated(Variable variable) {
    return variable.values() > variable.patients();
  }

  private static ObjectNode request(List<Variable> asked) {
    var request = JsonNodeFactory.instance.objectNode().put("rows", "patient");
    var clinical = request.putArray("clinical");
    for (var variable : asked) {
      var column = clinical.addObject().put("concept", variable.name());
      if (repeated(variable)) {
        column.put("pick", "first");
      }
    }
    return request;
  }
}
