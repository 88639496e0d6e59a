package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.run.SourceRows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the cells of a file from which a resource was made; pure. */
final class Places {

  private Places() {}

  /** A cell of the file with what is written there. */
  record Place(long row, String column, String text) {}

  /**
   * The cells of the resource's concepts. Where the patient has several rows, those whose cell says
   * what the resource says come alone.
   */
  static List<Place> of(JsonNode resource, SourceRows source) {
    List<Place> all = new ArrayList<>();
    for (var concept : concepts(resource, source)) {
      for (var column : source.columns().getOrDefault(concept, List.of())) {
        all.addAll(narrowed(resource, inColumn(source, column)));
      }
    }
    return all;
  }

  private static List<String> concepts(JsonNode resource, SourceRows source) {
    return switch (resource.path("resourceType").asText()) {
      case "Patient" -> beginning(source, "patient.").toList();
      case "Condition" -> beginning(source, "diagnosis").toList();
      default -> List.of(Values.conceptCode(resource));
    };
  }

  private static Stream<String> beginning(SourceRows source, String start) {
    return source.columns().keySet().stream().filter(concept -> concept.startsWith(start));
  }

  private static List<Place> inColumn(SourceRows source, String column) {
    return source.rows().stream()
        .filter(row -> row.cells().containsKey(column))
        .map(row -> new Place(row.number(), column, row.cells().get(column)))
        .toList();
  }

  private static List<Place> narrowed(JsonNode resource, List<Place> places) {
    if (places.size() < 2) {
      return places;
    }
    var same = places.stream().filter(place -> Values.says(resource, "", place.text())).toList();
    return same.isEmpty() ? places : same;
  }
}
