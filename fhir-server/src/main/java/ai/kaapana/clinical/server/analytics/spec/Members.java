package ai.kaapana.clinical.server.analytics.spec;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.NearestNames;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, of which every name must be known; null counts as absent. */
record Members(JsonNode node, String path) {

  static Members of(JsonNode node, String path, String... allowed) {
    if (!node.isObject()) {
      throw bad(path + " must be an object");
    }
    var known = List.of(allowed);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw bad("unknown member " + at(path, name), NearestNames.to(name, known));
              }
            });
    return new Members(node, path);
  }

  Optional<JsonNode> get(String name) {
    var value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  Optional<String> text(String name) {
    return get(name).map(value -> text(value, at(path, name)));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> bad(at(path, name) + " is missing"));
  }

  boolean flag(String name) {
    return get(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw bad(at(path, name) + " must be true or false");
              }
              return value.booleanValue();
            })
        .orElse(false);
  }

  @Nullable Double number(String name) {
    return get(name).map(value -> number(value, at(path, name))).orElse(null);
  }

  <T> List<T> list(String name, BiFunction<JsonNode, String, T> reader) {
    var value = get(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw bad(at(path, name) + " must be a list");
    }
    return IntStream.range(0, value.get().size())
        .mapToObj(i -> reader.apply(value.get().get(i), at(path, name) + "[" + i + "]"))
        .toList();
  }

  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return text(name).map(value -> choice(value, at(path, name), type));
  }

  static <E extends Enum<E>> E choice(String value, String path, Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    var index = names.indexOf(value);
    if (index < 0) {
      throw bad(path + " must be one of " + names, NearestNames.to(value, names));
    }
    return type.getEnumConstants()[index];
  }

  static String text(JsonNode value, String path) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad(path + " must be a text");
    }
    return value.textValue();
  }

  static double number(JsonNode value, String path) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw bad(path + " must be a number");
    }
    return value.doubleValue();
  }

  String at(String name) {
    return at(path, name);
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static RefusedException bad(String subject) {
    return bad(subject, List.of());
  }

  static RefusedException bad(String subject, List<String> nearest) {
    return RefusedException.unprocessable(Problem.of(AnalyticsCode.BAD_SPEC, subject, nearest));
  }
}
