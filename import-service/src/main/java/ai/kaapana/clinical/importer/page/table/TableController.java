package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.store.Figures;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.store.Tables.Asked.Answered;
import ai.kaapana.clinical.importer.page.store.Tables.Asked.Refused;
import ai.kaapana.clinical.importer.page.store.Tables.ColumnInfo;
import ai.kaapana.clinical.importer.page.store.Tables.Row;
import ai.kaapana.clinical.importer.page.store.Variables;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Failed;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Sent;
import ai.kaapana.clinical.importer.page.table.Handover.Outcome.Undecided;
import ai.kaapana.clinical.service.auth.Callers;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The joint table: choose, preview, decide what is asked, download, send. */
@PageController
class TableController {
  private static final int PREVIEW = 25;
  private static final int OK = 200;
  private static final String ROW_COUNT = "X-Row-Count";
  private final Tables tables;
  private final PageProperties page;
  private final Handover handover;

  TableController(Tables tables, PageProperties page, Handover handover) {
    this.tables = tables;
    this.page = page;
    this.handover = handover;
  }

  /**
   * A cell of the preview.
   *
   * @param whole the value without rounding
   * @param source what asks for its source, empty for an empty cell
   */
  record Cell(String text, String whole, String source, boolean number) {}

  /** A row of the preview with what leads on from it. */
  record Line(String patient, String viewer, List<Cell> cells) {}

  @GetMapping("/table")
  String choose(Model model) {
    show(Choice.of(new LinkedMultiValueMap<>()), tables.variables(), model);
    return "table";
  }

  @PostMapping("/table")
  String preview(@RequestParam MultiValueMap<String, String> form, Model model) {
    var choice = Choice.of(form);
    var variables = tables.variables();
    show(choice, variables, model);
    if (choice.nothing()) {
      model.addAttribute("nothing", true);
      return "table";
    }
    switch (tables.rows(choice.request())) {
      case Answered(var rows) -> preview(choice, rows, model);
      case Refused(var questions) ->
          model.addAttribute(
              "decisions", questions.stream().map(q -> Decision.of(q, variables)).toList());
    }
    return "table";
  }

  @PostMapping("/table/csv")
  @Nullable String csv(
      @RequestParam MultiValueMap<String, String> form, HttpServletResponse response, Model model)
      throws IOException {
    var choice = Choice.of(form);
    var answer = tables.csv(choice.request());
    try (InputStream stream = answer.body()) {
      if (answer.statusCode() != OK) {
        // The preview asks the same and shows what must be decided.
        return preview(form, model);
      }
      response.setContentType("text/csv;charset=UTF-8");
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"" + choice.rows() + "-table.csv\"");
      answer.headers().firstValue(ROW_COUNT).ifPresent(n -> response.setHeader(ROW_COUNT, n));
      stream.transferTo(response.getOutputStream());
      return null;
    }
  }

  /** Puts the table into the project's bucket and says where it lies, beside the preview. */
  @PostMapping("/table/send")
  String send(
      @RequestParam MultiValueMap<String, String> form, HttpServletResponse response, Model model)
      throws IOException {
    var choice = Choice.of(form);
    var token = Callers.token();
    if (!choice.nothing() && handover.obstacle(token).isEmpty()) {
      switch (handover.send(choice.request(), choice.rows(), token.orElseThrow())) {
        case Sent sent -> model.addAttribute("sent", sent);
        case Undecided() -> {
          // The preview asks the same and shows what must be decided.
        }
        case Failed failed -> {
          response.setStatus(failed.status().value());
          model.addAttribute("failed", failed);
        }
      }
    }
    return preview(form, model);
  }

  private void show(Choice choice, Variables variables, Model model) {
    model.addAttribute("obstacle", handover.obstacle(Callers.token()).orElse(""));
    model.addAttribute("choice", choice);
    model.addAttribute("variables", variables);
    model.addAttribute("groups", FeatureGroups.of(variables));
    model.addAttribute("labels", labels());
    model.addAttribute(
        "empty",
        variables.concepts().isEmpty()
            && variables.imaging().isEmpty()
            && variables.sets().isEmpty());
  }

  private Map<String, Long> labels() {
    Map<String, Long> labels = new TreeMap<>();
    tables.rows(JsonNodeFactory.instance.objectNode().put("rows", "roi")).orNone().stream()
        .map(row -> row.text("roi"))
        .filter(label -> !label.isEmpty())
        .forEach(label -> labels.merge(label, 1L, Long::sum));
    return labels;
  }

  private void preview(Choice choice, List<Row> rows, Model model) {
    var columns = tables.columns(choice.request());
    model.addAttribute("columns", columns.stream().filter(TableController::shown).toList());
    model.addAttribute("rowCount", rows.size());
    model.addAttribute("columnCount", columns.size());
    var lines = rows.stream().limit(PREVIEW).map(row -> line(row, columns)).toList();
    model.addAttribute("lines", lines);
    model.addAttribute("viewers", lines.stream().anyMatch(line -> !line.viewer().isEmpty()));
  }

  // Identifiers of a hundred digits are in the download and behind the viewer's link.
  private static boolean shown(ColumnInfo column) {
    return !column.name().endsWith("_uid") && !column.name().equals("patient_id");
  }

  private Line line(Row row, List<ColumnInfo> columns) {
    return new Line(
        row.text("patient_id"),
        page.viewer(row.text("study_uid"), row.text("series_uid")),
        columns.stream().filter(TableController::shown).map(column -> cell(row, column)).toList());
  }

  private static Cell cell(Row row, ColumnInfo column) {
    var whole = row.text(column.name());
    boolean rounded = column.number() && !whole.isEmpty();
    return new Cell(
        rounded ? Figures.number(row.number(column.name())) : whole,
        whole,
        whole.isEmpty() ? "" : Pointer.to(row, column).encoded(),
        column.number());
  }
}
