package ai.kaapana.clinical.importer.mapping.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One object of the document. Every key must be known; every problem is noted with its line and
 * reading goes on, so that one reading finds all of them.
 */
final class Section {
  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<MappingProblem> problems;

  private Section(String path, int line, List<MappingProblem> problems) {
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  /** Reads an object with free keys. */
  static Section free(Node node, String path, List<MappingProblem> problems) {
    var section = new Section(path, line(node), problems);
    if (!(node instanceof MappingNode mapping)) {
      section.problem(node, "must be an object with keys");
      return section;
    }
    for (var entry : mapping.getValue()) {
      var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (section.values.put(key, entry.getValueNode()) != null) {
        section.problem(entry.getKeyNode(), "key " + key + " is given twice");
      }
    }
    return section;
  }

  /** Reads an object whose keys are fixed. */
  static Section of(Node node, String path, List<MappingProblem> problems, Set<String> known) {
    var section = free(node, path, problems);
    section.values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            problems.add(
                new MappingProblem(
                    line(value), join(path, key), "unknown key " + key + Nearest.hint(key, known)));
          }
        });
    return section;
  }

  Map<String, Node> values() {
    return values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String at(String key) {
    return join(path, key);
  }

  List<MappingProblem> problems() {
    return problems;
  }

  Optional<Section> section(String key, Set<String> known) {
    return Optional.ofNullable(values.get(key)).map(node -> of(node, at(key), problems, known));
  }

  Optional<Section> free(String key) {
    return Optional.ofNullable(values.get(key)).map(node -> free(node, at(key), problems));
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).flatMap(node -> scalar(node, key));
  }

  String required(String key) {
    var text = text(key).filter(value -> !value.isBlank());
    if (text.isEmpty() && (!has(key) || values.get(key) instanceof ScalarNode)) {
      problems.add(new MappingProblem(line, at(key), "is missing"));
    }
    return text.orElse("");
  }

  Optional<String> oneOf(String key, Set<String> allowed) {
    var text = text(key);
    if (text.isPresent() && !allowed.contains(text.get())) {
      problem(key, "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
      return Optional.empty();
    }
    return text;
  }

  boolean flag(String key) {
    var text = text(key).map(value -> value.toLowerCase(Locale.ROOT));
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      problem(key, "must be true or false");
    }
    return text.filter("true"::equals).isPresent();
  }

  Optional<Integer> integer(String key, int least, int most) {
    var number = decimal(key);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    try {
      int value = number.get().intValueExact();
      if (value >= least && value <= most) {
        return Optional.of(value);
      }
    } catch (ArithmeticException e) {
      // Said below, together with numbers out of range.
    }
    problem(key, "must be a whole number from " + least + " to " + most);
    return Optional.empty();
  }

  Optional<BigDecimal> decimal(String key) {
    return text(key).flatMap(text -> decimal(text, values.get(key), key));
  }

  Optional<Character> character(String key) {
    var text = text(key).map(value -> value.equals("tab") || value.equals("\\t") ? "\t" : value);
    if (text.isPresent() && text.get().length() != 1) {
      problem(key, "must be one character");
      return Optional.empty();
    }
    return text.map(value -> value.charAt(0));
  }

  /** A list of texts; a single text is a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (var node : nodes(key)) {
      scalar(node, key).ifPresent(texts::add);
    }
    return texts;
  }

  List<BigDecimal> decimals(String key) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (var node : nodes(key)) {
      scalar(node, key).flatMap(text -> decimal(text, node, key)).ifPresent(numbers::add);
    }
    return numbers;
  }

  /** The entries of a list; a single value is a list of one, nothing is an empty list. */
  List<Node> nodes(String key) {
    var node = values.get(key);
    if (node == null) {
      return List.of();
    }
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  void problem(String key, String message) {
    var node = values.get(key);
    problems.add(new MappingProblem(node == null ? line : line(node), at(key), message));
  }

  void problem(Node node, String message) {
    problems.add(new MappingProblem(line(node), path, message));
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private Optional<BigDecimal> decimal(String text, Node node, String key) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      problems.add(new MappingProblem(line(node), at(key), "must be a number"));
      return Optional.empty();
    }
  }

  private Optional<String> scalar(Node node, String key) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) && scalar.getValue().matches("~|null|Null|NULL|")
          ? Optional.of("")
          : Optional.of(scalar.getValue());
    }
    problems.add(new MappingProblem(line(node), at(key), "must be a single value"));
    return Optional.empty();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
