package ai.kaapana.clinical.server.analytics.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks JSON against the committed schemas: just the keywords of JSON Schema 2020-12 that they
 * use.
 *
 * <p>An unknown keyword is an error, so that a schema cannot promise what nobody checks.
 */
public final class JsonSchema {

  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "$ref",
          "title",
          "description",
          "type",
          "enum",
          "const",
          "anyOf",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "minItems",
          "maxItems",
          "pattern");

  private final JsonNode root;

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  /** The schema of that name below {@code docs/api}. */
  public static JsonSchema committed(String name) {
    var folder = Path.of(System.getProperty("project.root", ".."), "docs", "api");
    try {
      return new JsonSchema(new ObjectMapper().readTree(folder.resolve(name).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the value is as the schema says. */
  public boolean accepts(JsonNode value) {
    return accepts(root, value);
  }

  private boolean accepts(JsonNode schema, JsonNode value) {
    schema.fieldNames().forEachRemaining(JsonSchema::checkKeyword);
    return (!schema.has("$ref") || accepts(resolve(schema.get("$ref").asText()), value))
        && (!schema.has("type") || isOfType(schema.get("type"), value))
        && (!schema.has("enum") || contains(schema.get("enum"), value))
        && (!schema.has("const") || schema.get("const").equals(value))
        && (!schema.has("anyOf") || anyAccepts(schema.get("anyOf"), value))
        && (!schema.has("pattern")
            || !value.isTextual()
            || Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find())
        && (!value.isObject() || acceptsObject(schema, value))
        && (!value.isArray() || acceptsArray(schema, value));
  }

  private static void checkKeyword(String keyword) {
    if (!KEYWORDS.contains(keyword)) {
      throw new IllegalStateException("Keyword that is not checked: " + keyword);
    }
  }

  private JsonNode resolve(String reference) {
    var node = root.at(reference.substring(1));
    if (node.isMissingNode()) {
      throw new IllegalStateException("Reference to nothing: " + reference);
    }
    return node;
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    return type.isArray()
        ? stream(type).anyMatch(one -> isOfType(one, value))
        : switch (type.asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "number" -> value.isNumber();
          case "integer" -> value.isIntegralNumber();
          case "null" -> value.isNull();
          default -> throw new IllegalStateException("Unknown type " + type);
        };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    return stream(list).anyMatch(value::equals);
  }

  private boolean anyAccepts(JsonNode schemas, JsonNode value) {
    return stream(schemas).anyMatch(schema -> accepts(schema, value));
  }

  private boolean acceptsObject(JsonNode schema, JsonNode value) {
    var properties = schema.path("properties");
    var names = new HashSet<String>();
    value.fieldNames().forEachRemaining(names::add);
    var closed = schema.has("additionalProperties");
    return stream(schema.path("required")).allMatch(name -> names.contains(name.asText()))
        && names.stream()
            .allMatch(
                name ->
                    properties.has(name)
                        ? accepts(properties.get(name), value.get(name))
                        : !closed);
  }

  private boolean acceptsArray(JsonNode schema, JsonNode value) {
    return (!schema.has("minItems") || value.size() >= schema.get("minItems").asInt())
        && (!schema.has("maxItems") || value.size() <= schema.get("maxItems").asInt())
        && (!schema.has("items")
            || stream(value).allMatch(item -> accepts(schema.get("items"), item)));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
