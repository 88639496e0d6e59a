package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.Owner;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the FHIR endpoint offers, by its own capability statement, as lines of the table: {@code
 * read Patient}, {@code $cohort}. A write has one line for each identifier space of the type, since
 * those have different owners.
 */
final class FhirRoutes {

  static final String METADATA = "metadata";
  static final String PAGE = "next page of a search";
  static final String BATCH = "batch";
  static final String STORED_COHORT = "$cohort with store";

  /** Whether somebody may touch what another person stored. */
  static final String FOREIGN = " of another person";

  private FhirRoutes() {}

  static Set<String> of(JsonNode capabilities) {
    var routes = new TreeSet<String>();
    for (var rest : capabilities.path("rest")) {
      rest.path("interaction").forEach(one -> routes.add(one.path("code").asText()));
      rest.path("operation").forEach(one -> routes.add(operation(one)));
      for (var resource : rest.path("resource")) {
        var type = resource.path("type").asText();
        resource
            .path("interaction")
            .forEach(one -> interaction(one.path("code").asText(), type).forEach(routes::add));
        resource.path("operation").forEach(one -> routes.add(operation(one) + " " + type));
      }
    }
    // They have no code of their own in the statement.
    routes.addAll(Set.of(METADATA, PAGE, BATCH, STORED_COHORT));
    return routes;
  }

  private static String operation(JsonNode operation) {
    return "$" + operation.path("name").asText();
  }

  private static Stream<String> interaction(String code, String type) {
    return switch (code) {
      case "update", "delete" -> write(code, type);
      default -> Stream.of(code + " " + type);
    };
  }

  private static Stream<String> write(String code, String type) {
    if (type.equals("Provenance")) {
      return Stream.of(IdSpace.STUDY, IdSpace.OBSERVATION_FACT, IdSpace.PANEL, IdSpace.RESULT)
          .map(target -> code + " Provenance about " + target);
    }
    var spaces =
        Arrays.stream(IdSpace.values()).filter(space -> space.resourceType().equals(type)).toList();
    if (spaces.isEmpty()) {
      return Stream.of(code + " " + type);
    }
    return spaces.stream()
        .flatMap(
            space ->
                space.owner() == Owner.CALLER
                    ? Stream.of(line(code, space), line(code, space) + FOREIGN)
                    : Stream.of(line(code, space)));
  }

  private static String line(String code, IdSpace space) {
    return code + " " + space.resourceType() + " " + space;
  }
}
