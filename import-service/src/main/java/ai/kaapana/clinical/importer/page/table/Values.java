package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.store.Figures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a resource says, for people; pure. */
final class Values {
  private static final String CONCEPT = "/CodeSystem/concept";
  private static final String DICOM_UID = "urn:dicom:uid";
  private static final int HASH = 8;

  private Values() {}

  static String name(JsonNode resource) {
    return switch (resource.path("resourceType").asText()) {
      case "Patient" -> "Patient";
      case "Condition" -> "Diagnosis";
      default -> panel(resource) ? panelName(resource) : concept(resource.path("code"));
    };
  }

  private static String panelName(JsonNode panel) {
    var roi = target(panel, "roiLabel");
    return configuration(panel) + (roi.isEmpty() ? "" : ", " + roi);
  }

  /** Whether an Observation is a clinical fact; the others are of radiomics. */
  static boolean clinical(JsonNode observation) {
    return !conceptCode(observation).isEmpty();
  }

  /** Whether an Observation holds all features of an ROI. */
  static boolean panel(JsonNode observation) {
    return !clinical(observation)
        && !configuration(observation).isEmpty()
        && !observation.has("valueQuantity");
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

  /** The concept of a clinical fact, empty for another resource. */
  static String conceptCode(JsonNode resource) {
    for (var coding : resource.path("code").path("coding")) {
      if (coding.path("system").asText().endsWith(CONCEPT)) {
        return coding.path("code").asText();
      }
    }
    return "";
  }

  /** Whether a resource may hold the value of a cell of the joint table. */
  static boolean concerns(JsonNode resource, Pointer cell) {
    var code = cell.code();
    return switch (resource.path("resourceType").asText()) {
      case "Patient" -> code.startsWith("patient.");
      case "Condition" -> code.equals("diagnosis") || code.startsWith("diagnosis.");
      default ->
          clinical(resource)
              ? conceptCode(resource).equals(code)
              : !feature(resource, code).isMissingNode() && aims(resource, cell);
    };
  }

  /** The component of a feature in a panel; missing if the panel does not have it. */
  static JsonNode feature(JsonNode panel, String code) {
    for (var component : panel.path("component")) {
      for (var coding : component.path("code").path("coding")) {
        if (coding.path("code").asText().equals(code)) {
          return component;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /** Whether a panel is of the series and the segment of a cell, as far as the cell names them. */
  private static boolean aims(JsonNode panel, Pointer cell) {
    return same(cell.series(), target(panel, "seriesUid"))
        && same(cell.segment(), target(panel, "segmentNumber"));
  }

  private static boolean same(String asked, String found) {
    return asked.isEmpty() || found.isEmpty() || asked.equals(found);
  }

  /** What a panel says of its image series and its ROI. */
  static String target(JsonNode panel, String part) {
    return part(panel, "/imaging-target", part);
  }

  /** The configuration with which a panel was made. */
  static String configuration(JsonNode panel) {
    var name = part(panel, "/configuration", "name");
    var hash = part(panel, "/configuration", "hash");
    return name.isEmpty() ? hash.substring(0, Math.min(HASH, hash.length())) : name;
  }

  /** Whether a resource is of a configuration, or has none. */
  static boolean madeWith(JsonNode resource, String hash) {
    return same(hash, part(resource, "/configuration", "hash"));
  }

  private static String part(JsonNode resource, String url, String part) {
    for (var extension : resource.path("extension")) {
      if (extension.path("url").asText().endsWith(url)) {
        for (var inner : extension.path("extension")) {
          if (inner.path("url").asText().equals(part)) {
            return inner.properties().stream()
                .filter(member -> member.getKey().startsWith("value"))
                .map(member -> member.getValue().asText())
                .findFirst()
                .orElse("");
          }
        }
      }
    }
    return "";
  }

  /** Whether a resource, or the named feature of a panel, holds exactly a value. */
  static boolean says(JsonNode resource, String feature, String text) {
    var holder =
        resource.has("component") && !feature.isEmpty() ? feature(resource, feature) : null;
    return holds(holder == null || holder.isMissingNode() ? resource : holder, text.strip());
  }

  private static boolean holds(JsonNode node, String text) {
    if (node.isContainerNode()) {
      for (var child : node) {
        if (holds(child, text)) {
          return true;
        }
      }
      return false;
    }
    return node.asText().equals(text) || node.isNumber() && number(text) == node.asDouble();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.replace(',', '.'));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Who stated the elements of a Patient. */
  static List<String> stated(JsonNode patient) {
    Set<String> sources = new TreeSet<>();
    for (var extension : patient.path("extension")) {
      boolean stated = extension.path("url").asText().endsWith("/stated");
      for (var part : extension.path("extension")) {
        if (stated && part.path("url").asText().equals("source")) {
          sources.add(part.path("valueString").asText());
        }
      }
    }
    return List.copyOf(sources);
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
    if (panel(observation)) {
      return observation.has("component")
          ? Figures.counted(observation.path("component").size(), "feature", "features")
          : "no features: " + concept(observation.path("dataAbsentReason"));
    }
    var value = value(observation);
    for (var component : observation.path("component")) {
      value += ", " + concept(component.path("code")) + " " + value(component);
    }
    return value;
  }

  /** The value of an Observation or of a component, with its unit. */
  static String value(JsonNode holder) {
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
