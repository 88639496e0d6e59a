package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.store.Figures;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a resource says, for people; pure. */
final class Values {
  private static final String CONCEPT = "/CodeSystem/concept";
  private static final String DICOM_UID = "urn:dicom:uid";

  private Values() {}

  static String name(JsonNode resource) {
    return switch (resource.path("resourceType").asText()) {
      case "Patient" -> "Patient";
      case "Condition" -> "Diagnosis";
      default -> concept(resource.path("code"));
    };
  }

  /** Whether an Observation is a clinical fact; the others are of radiomics. */
  static boolean clinical(JsonNode observation) {
    for (var coding : observation.path("code").path("coding")) {
      if (coding.path("system").asText().endsWith(CONCEPT)) {
        return true;
      }
    }
    return false;
  }

  static String text(JsonNode resource) {
    return switch (resource.path("resourceType").asText()) {
      case "Patient" -> patient(resource);
      case "Condition" -> condition(resource);
      default -> observation(resource);
    };
  }

  static String day(JsonNode resource) {
    for (var member : List.of("effectiveDateTime", "onsetDateTime", "recordedDate")) {
      if (resource.has(member)) {
        return resource.path(member).asText().replaceAll("T.*", "");
      }
    }
    return resource.path("effectivePeriod").path("start").asText("").replaceAll("T.*", "");
  }

  /** Whether a column of the joint table has its values from the resource. */
  static boolean concerns(JsonNode resource, String column) {
    var type = resource.path("resourceType").asText();
    if (type.equals("Patient")) {
      return List.of("sex", "birth_date", "deceased").contains(column);
    }
    if (type.equals("Condition")) {
      return column.startsWith("age")
          || column.startsWith("histology")
          || column.startsWith("diagnosis");
    }
    for (var coding : resource.path("code").path("coding")) {
      var snake =
          coding.path("code").asText().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
      boolean own = coding.path("system").asText().endsWith(CONCEPT);
      if (own && (column.equals(snake) || column.equals(snake + "_text") || ends(snake, column))) {
        return true;
      }
    }
    for (var component : resource.path("component")) {
      for (var coding : component.path("code").path("coding")) {
        if (coding.path("code").asText().toLowerCase(Locale.ROOT).equals(column)) {
          return true;
        }
      }
    }
    return false;
  }

  // performance_ecog is the column ecog; survival_overall the columns overall_time and _event.
  private static boolean ends(String snake, String column) {
    return snake.endsWith("_" + column)
        || snake.endsWith("_" + column.replaceAll("_(time|event)$", ""));
  }

  /** Who stated the elements of a Patient. */
  static String stated(JsonNode patient) {
    Set<String> sources = new TreeSet<>();
    for (var extension : patient.path("extension")) {
      boolean stated = extension.path("url").asText().endsWith("/stated");
      for (var part : extension.path("extension")) {
        if (stated && part.path("url").asText().equals("source")) {
          sources.add(part.path("valueString").asText());
        }
      }
    }
    return String.join(", ", sources);
  }

  static String uid(JsonNode identifiers) {
    for (var identifier : identifiers) {
      if (identifier.path("system").asText().equals(DICOM_UID)) {
        return identifier.path("value").asText().replace("urn:oid:", "");
      }
    }
    return "";
  }

  private static String patient(JsonNode patient) {
    List<String> words = new ArrayList<>();
    words.add(patient.path("gender").asText(""));
    if (patient.has("birthDate")) {
      words.add("born " + patient.path("birthDate").asText());
    }
    if (patient.path("deceasedBoolean").asBoolean() || patient.has("deceasedDateTime")) {
      words.add("deceased " + patient.path("deceasedDateTime").asText("").replaceAll("T.*", ""));
    }
    words.removeIf(String::isBlank);
    return String.join(", ", words).strip();
  }

  private static String condition(JsonNode condition) {
    List<String> words = new ArrayList<>();
    words.add(concept(condition.path("code")));
    var age = condition.path("onsetAge");
    if (age.has("value")) {
      words.add("at age " + Figures.number(age.path("value").asDouble()));
    }
    for (var extension : condition.path("extension")) {
      if (extension.path("url").asText().endsWith("/histology")) {
        words.add(concept(extension.path("valueCodeableConcept")));
      }
    }
    words.removeIf(String::isBlank);
    return String.join(", ", words);
  }

  private static String observation(JsonNode observation) {
    if (!clinical(observation) && observation.path("component").size() > 1) {
      var roi = observation.path("bodySite").path("text").asText("");
      return observation.path("component").size() + " features" + (roi.isEmpty() ? "" : ", " + roi);
    }
    var value = value(observation);
    for (var component : observation.path("component")) {
      value += ", " + concept(component.path("code")) + " " + value(component);
    }
    return value;
  }

  private static String value(JsonNode holder) {
    if (holder.has("valueQuantity")) {
      var quantity = holder.path("valueQuantity");
      var unit = quantity.path("unit").asText("");
      return Figures.number(quantity.path("value").asDouble())
          + (unit.equals("1") ? "" : " " + unit);
    }
    if (holder.has("valueCodeableConcept")) {
      return concept(holder.path("valueCodeableConcept"));
    }
    for (var member : List.of("valueString", "valueBoolean", "valueInteger", "valueDateTime")) {
      if (holder.has(member)) {
        return holder.path(member).asText();
      }
    }
    return holder.path("dataAbsentReason").path("coding").path(0).path("code").asText("");
  }

  private static String concept(JsonNode concept) {
    var coding = concept.path("coding").path(0);
    var code = coding.path("code").asText("");
    var text = concept.path("text").asText(coding.path("display").asText(""));
    if (text.isEmpty()) {
      return code;
    }
    return code.isEmpty() || code.equals(text) || coding.path("system").asText().endsWith(CONCEPT)
        ? text
        : text + " (" + code + ")";
  }
}
