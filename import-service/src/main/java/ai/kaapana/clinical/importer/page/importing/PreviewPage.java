package ai.kaapana.clinical.importer.page.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What an import would do or did, in the order in which somebody reads it.
 *
 * @param headline the sentence about rows and imaging
 * @param tone {@code good}, {@code warning} or {@code plain}
 */
record PreviewPage(
    String headline,
    String tone,
    List<Figure> rows,
    List<Figure> patients,
    List<Figure> resources,
    List<Detail> details,
    List<Issue> issues,
    long acceptable) {

  /** A number with its name. */
  record Figure(String name, long number) {}

  /** A concept, the columns it is read from, how many values there are, and in which forms. */
  record Detail(String name, String columns, long values, String forms) {}

  /** Odd cells of one kind. */
  record Issue(
      String weight,
      String code,
      String message,
      String hint,
      String effect,
      String column,
      long count,
      String rows) {}

  static PreviewPage of(JsonNode preview, Map<String, List<String>> columns) {
    var coverage = preview.path("coverage");
    var rows = preview.path("rows");
    return new PreviewPage(
        headline(coverage),
        tone(coverage),
        figures(rows, "in", "accepted", "unchanged", "skipped", "waiting", "rejected"),
        figures(preview.path("patients"), "total", "fresh", "changed", "unchanged", "vanished"),
        all(preview.path("resources")),
        details(preview.path("details"), columns),
        issues(preview.path("issues")),
        rows.path("accepted").asLong() + rows.path("unchanged").asLong());
  }

  private static String headline(JsonNode coverage) {
    if (!coverage.path("applicable").asBoolean()) {
      return "No imaging yet: link the PACS to see how many rows match";
    }
    long without = coverage.path("imagingWithoutRow").asLong();
    return String.format(
        Locale.ROOT,
        "%d of %d rows match imaging%s",
        coverage.path("rowsWithImaging").asLong(),
        coverage.path("rows").asLong(),
        without == 0
            ? ""
            : "; "
                + without
                + (without == 1
                    ? " patient with imaging has no row"
                    : " patients with imaging have no row"));
  }

  private static String tone(JsonNode coverage) {
    if (!coverage.path("applicable").asBoolean()) {
      return "plain";
    }
    return coverage.path("sufficient").asBoolean() ? "good" : "warning";
  }

  private static List<Figure> figures(JsonNode counts, String... names) {
    List<Figure> figures = new ArrayList<>();
    for (var name : names) {
      long number = counts.path(name).asLong();
      if (number > 0 || name.equals(names[0])) {
        figures.add(new Figure(word(name), number));
      }
    }
    return figures;
  }

  private static String word(String name) {
    return switch (name) {
      case "in" -> "read";
      case "fresh" -> "new";
      case "vanished" -> "no longer in the file";
      default -> name;
    };
  }

  static List<Figure> all(JsonNode counts) {
    List<Figure> figures = new ArrayList<>();
    counts
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().isNumber() && entry.getValue().asLong() > 0) {
                figures.add(new Figure(entry.getKey(), entry.getValue().asLong()));
              }
            });
    return figures;
  }

  // "tnm.T", "tnm.T coded" and "tnm.T text only" are one line: so many values, in two forms.
  private static List<Detail> details(JsonNode details, Map<String, List<String>> columns) {
    Map<String, Long> values = new TreeMap<>();
    Map<String, List<String>> forms = new TreeMap<>();
    for (var figure : all(details)) {
      var parts = figure.name().split(" ", 2);
      if (parts.length == 1) {
        values.put(parts[0], figure.number());
      } else {
        forms
            .computeIfAbsent(parts[0], key -> new ArrayList<>())
            .add(figure.number() + " " + parts[1]);
      }
    }
    return values.entrySet().stream()
        .map(
            e ->
                new Detail(
                    e.getKey(),
                    String.join(", ", columns.getOrDefault(concept(e.getKey()), List.of())),
                    e.getValue(),
                    String.join(", ", forms.getOrDefault(e.getKey(), List.of()))))
        .toList();
  }

  // The counts name elements of shared resources as FHIR does.
  private static String concept(String counted) {
    return switch (counted) {
      case "Condition.histology" -> "diagnosis.morphology";
      case "Condition.onsetAge" -> "diagnosis.age";
      default ->
          counted.startsWith("Patient.")
              ? "patient." + counted.substring("Patient.".length())
              : counted;
    };
  }

  private static List<Issue> issues(JsonNode issues) {
    List<Issue> list = new ArrayList<>();
    for (var issue : issues) {
      list.add(
          new Issue(
              issue.path("severity").asText().toLowerCase(Locale.ROOT),
              issue.path("code").asText(),
              issue.path("message").asText(),
              issue.path("hint").asText(),
              issue.path("effect").asText(),
              issue.path("column").asText(),
              issue.path("count").asLong(),
              rows(issue)));
    }
    return list;
  }

  // As people say it: rows 6, 7, 8 and 1,151 more.
  private static String rows(JsonNode issue) {
    List<String> numbers =
        StreamSupport.stream(issue.path("rows").spliterator(), false)
            .map(JsonNode::asLong)
            .filter(row -> row > 0)
            .sorted()
            .map(String::valueOf)
            .toList();
    long more = issue.path("count").asLong() - numbers.size();
    if (numbers.isEmpty()) {
      return "";
    }
    return String.join(", ", numbers) + (more > 0 ? " and " + more + " more" : "");
  }
}
