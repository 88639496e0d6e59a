package ai.kaapana.clinical.importer.page.overview;

import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.importer.page.store.Tables.Row;
import ai.kaapana.clinical.importer.page.store.Variables;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Finds out who has what from a few joint tables; nothing is picked, only counted. */
@Component
class CoverageReader {
  private static final String PATIENT = "patient_id";
  private final Tables tables;

  CoverageReader(Tables tables) {
    this.tables = tables;
  }

  Coverage read(Variables variables) {
    Map<String, Integer> parts = new TreeMap<>();
    clinical(variables, parts);
    mark(tables.rows(request("study")).orNone(), Part.IMAGING, row -> true, parts);
    mark(tables.rows(request("roi")).orNone(), Part.SEGMENTATION, r -> r.has("seg_uid"), parts);
    for (var set : variables.sets()) {
      if (!set.features().isEmpty()) {
        var feature = set.features().getFirst().name();
        var request = request("roi");
        var radiomics = request.putObject("radiomics").put("configuration", set.hash());
        radiomics.putArray("features").add(feature);
        mark(tables.rows(request).orNone(), Part.RADIOMICS, row -> row.has(feature), parts);
      }
    }
    return new Coverage(parts);
  }

  private void clinical(Variables variables, Map<String, Integer> parts) {
    var request = request("patient");
    var asked = request.putArray("clinical");
    variables
        .concepts()
        .forEach(c -> asked.addObject().put("concept", c.name()).put("pick", "count"));
    var endpoints = request.putArray("survival");
    variables.survival().forEach(endpoint -> endpoints.add(endpoint.name()));
    var rows = tables.rows(request).orNone();
    rows.forEach(row -> parts.put(row.text(PATIENT), 0));
    var columns = variables.concepts().stream().map(Variables.Variable::column).toList();
    mark(rows, Part.CLINICAL, row -> columns.stream().anyMatch(c -> row.number(c) > 0), parts);
    mark(rows, Part.OUTCOME, row -> outcome(row, variables), parts);
  }

  private static boolean outcome(Row row, Variables variables) {
    return variables.survival().stream()
        .anyMatch(endpoint -> row.has(endpoint.name().replace('-', '_') + "_time"));
  }

  private static void mark(
      List<Row> rows, Part part, Predicate<Row> has, Map<String, Integer> parts) {
    for (var row : rows) {
      if (has.test(row)) {
        parts.merge(row.text(PATIENT), part.bit(), (a, b) -> a | b);
      }
    }
  }

  private static ObjectNode request(String level) {
    return JsonNodeFactory.instance.objectNode().put("rows", level);
  }
}
