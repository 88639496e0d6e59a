package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads elements of FHIR R4 JSON. */
final class FhirNode {

  private FhirNode() {}

  static Stream<JsonNode> items(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
  }

  static @Nullable String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isContainerNode() ? null : node.asText();
  }

  static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : null;
  }

  /** Id of the resource a reference of the given type names. */
  static @Nullable String id(JsonNode reference, String type) {
    var text = text(reference.path("reference"));
    var at = text == null ? -1 : text.indexOf(type + "/");
    if (text == null || at < 0) {
      return null;
    }
    return text.substring(at + type.length() + 1).split("/", 2)[0];
  }

  /** Extensions with the given URL. */
  static Stream<JsonNode> extensions(JsonNode element, String url) {
    return items(element.path("extension")).filter(e -> url.equals(text(e.path("url"))));
  }

  /** The value of a part of a complex extension, whatever its type. */
  static JsonNode part(JsonNode extension, String name) {
    return extensions(extension, name).findFirst().map(FhirNode::anyValue).orElse(MISSING);
  }

  private static final JsonNode MISSING = MissingNode.getInstance();

  /** The {@code value[x]} of an element. */
  static JsonNode anyValue(JsonNode element) {
    var names = element.fieldNames();
    while (names.hasNext()) {
      var name = names.next();
      if (name.startsWith("value")) {
        return element.path(name);
      }
    }
    return MISSING;
  }

  /** The first coding that has a code, and the source text. */
  static Optional<Value> coded(JsonNode concept) {
    var code =
        items(concept.path("coding"))
            .map(c -> text(c.path("code")))
            .filter(c -> c != null)
            .findFirst();
    var text = text(concept.path("text"));
    return code.isEmpty() && text == null
        ? Optional.empty()
        : Optional.of(new Value.Coded(code.orElse(null), text));
  }

  /** A number; one known only as a bound is a text, since the bound alone would be wrong. */
  static Optional<Value> quantity(JsonNode quantity) {
    var number = number(quantity.path("value"));
    if (number == null) {
      return Optional.empty();
    }
    var comparator = text(quantity.path("comparator"));
    return Optional.of(
        comparator == null
            ? new Value.Quantity(number, unit(quantity))
            : new Value.Text(comparator + quantity.path("value").asText()));
  }

  static @Nullable String unit(JsonNode quantity) {
    var code = text(quantity.path("code"));
    return code == null ? text(quantity.path("unit")) : code;
  }

  /** The value of an identifier of the given system. */
  static List<String> identifiers(JsonNode resource, String system) {
    var result = new ArrayList<String>();
    items(resource.path("identifier"))
        .filter(identifier -> system.equals(text(identifier.path("system"))))
        .map(identifier -> text(identifier.path("value")))
        .filter(value -> value != null)
        .forEach(result::add);
    return result;
  }

  /** What the resource says about its time axis; declared by the installation or left by DICOM. */
  static TimeAxis axis(JsonNode resource) {
    var extension = extensions(resource, Urls.TIME_AXIS).findFirst();
    if (extension.isEmpty()) {
      return TimeAxis.REAL;
    }
    var simple = text(anyValue(extension.get()));
    var declared = simple == null ? text(part(extension.get(), "declared")) : simple;
    if (declared != null) {
      return TimeAxis.of(declared);
    }
    // (0028,0303) says that de-identification moved the dates
    var modified = "MODIFIED".equals(text(part(extension.get(), "modified")));
    return TimeAxis.of(modified ? "shifted" : null);
  }
}
