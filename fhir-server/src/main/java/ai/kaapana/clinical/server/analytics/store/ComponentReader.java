package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.server.analytics.model.FeatureSet;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of panels token by token.
 *
 * <p>Why: a panel has a thousand components and a store ten thousand panels; a tree of nodes for
 * each would cost several times the memory of the values.
 */
final class ComponentReader {

  private static final String TOOL_SYSTEM = Clinical.codeSystem("");

  private final Predicate<String> wanted;
  private final StoreViewBuilder view;
  private final Map<Shape, FeatureSet> sets = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Of the component that is being read. */
  private @Nullable String name;

  private @Nullable String unit;
  private double value;

  private record Shape(List<String> stored, List<String> kept, List<String> units) {}

  ComponentReader(Predicate<String> wanted, StoreViewBuilder view) {
    this.wanted = wanted;
    this.view = view;
  }

  /** Reads the array the parser stands on. */
  ComponentValues read(JsonParser parser) throws IOException {
    var stored = new ArrayList<String>();
    var kept = new ArrayList<String>();
    var units = new ArrayList<String>();
    var values = new Doubles();
    JsonWalk.array(
        parser,
        () -> {
          component(parser);
          if (name != null) {
            stored.add(name);
            if (wanted.test(name)) {
              kept.add(name);
              units.add(unit == null ? "" : unit);
              values.add(value);
            }
          }
        });
    var set =
        sets.computeIfAbsent(
            new Shape(stored, kept, units),
            shape -> view.share(FeatureSet.of(shape.stored(), shape.kept(), shape.units())));
    return new ComponentValues(set, values.toArray());
  }

  private void component(JsonParser parser) throws IOException {
    name = null;
    unit = null;
    value = Double.NaN;
    JsonWalk.object(
        parser,
        member -> {
          switch (member) {
            case "code" -> code(parser);
            case "valueQuantity" -> quantity(parser);
            default -> parser.skipChildren();
          }
        });
  }

  private void code(JsonParser parser) throws IOException {
    JsonWalk.object(
        parser,
        member -> {
          if (member.equals("coding")) {
            JsonWalk.array(parser, () -> coding(parser));
          } else {
            parser.skipChildren();
          }
        });
  }

  /** The tool's own name is the identity of a feature; standard codes beside it are not. */
  private void coding(JsonParser parser) throws IOException {
    var texts = new String[2];
    JsonWalk.object(
        parser,
        member -> {
          switch (member) {
            case "system" -> texts[0] = parser.getText();
            case "code" -> texts[1] = parser.getText();
            default -> parser.skipChildren();
          }
        });
    if (name == null && texts[0] != null && texts[0].startsWith(TOOL_SYSTEM)) {
      name = texts[1] == null ? null : names.computeIfAbsent(texts[1], text -> text);
    }
  }

  private void quantity(JsonParser parser) throws IOException {
    JsonWalk.object(
        parser,
        member -> {
          switch (member) {
            case "value" -> value = parser.getDoubleValue();
            case "code" -> unit = names.computeIfAbsent(parser.getText(), text -> text);
            default -> parser.skipChildren();
          }
        });
  }

  /** A growing array of doubles. */
  private static final class Doubles {

    private double[] values = new double[128];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    double[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
