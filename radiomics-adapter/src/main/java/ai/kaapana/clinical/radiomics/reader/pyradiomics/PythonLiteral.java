package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text that Python's {@code repr} gives for settings: dict, list, tuple, str, numbers,
 * True, False, None, and NumPy scalars such as {@code np.float64(0.5)} or {@code array([1, 2])}.
 *
 * <p>Gives Map, List, String, BigDecimal, Boolean or null; {@code nan} and {@code inf} are given as
 * text. Not: expressions; nothing is evaluated.
 */
final class PythonLiteral {

  private static final int DEEPEST = 32;

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * The value of a literal.
   *
   * @throws IllegalArgumentException if the text is no literal; the message names the position only
   */
  static @Nullable Object parse(String text) {
    var parser = new PythonLiteral(text);
    var value = parser.value();
    parser.blanks();
    if (parser.at != text.length()) {
      throw parser.unexpected();
    }
    return value;
  }

  private @Nullable Object value() {
    blanks();
    if (++depth > DEEPEST) {
      throw unexpected();
    }
    try {
      return switch (peek()) {
        case '{' -> dict();
        case '[' -> sequence('[', ']');
        case '(' -> tuple();
        case '\'', '"' -> string();
        default -> word();
      };
    } finally {
      depth--;
    }
  }

  private Map<String, Object> dict() {
    var result = new LinkedHashMap<String, Object>();
    expect('{');
    while (!taken('}')) {
      var key = String.valueOf(value());
      blanks();
      expect(':');
      result.put(key, value());
      separator('}');
    }
    return result;
  }

  private List<Object> sequence(char open, char close) {
    var result = new ArrayList<>();
    expect(open);
    while (!taken(close)) {
      result.add(value());
      separator(close);
    }
    return result;
  }

  /** {@code (x)} is x in Python and {@code (x,)} a tuple of one; both occur. */
  private @Nullable Object tuple() {
    var start = at;
    var elements = sequence('(', ')');
    var single =
        elements.size() == 1 && !text.substring(start, at - 1).stripTrailing().endsWith(",");
    return single ? elements.getFirst() : elements;
  }

  private void separator(char close) {
    blanks();
    if (peek() == ',') {
      at++;
    } else if (peek() != close) {
      throw unexpected();
    }
  }

  private String string() {
    var quote = text.charAt(at++);
    var result = new StringBuilder();
    while (peek() != quote) {
      var character = text.charAt(at++);
      result.append(character == '\\' ? escaped() : character);
    }
    at++;
    return result.toString();
  }

  private char escaped() {
    var character = peek();
    at++;
    return switch (character) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> character;
    };
  }

  private @Nullable Object word() {
    var start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    var word = text.substring(start, at);
    if (word.isEmpty()) {
      throw unexpected();
    }
    if (at < text.length() && text.charAt(at) == '(') {
      return call(word);
    }
    return switch (word) {
      case "None" -> null;
      case "True" -> Boolean.TRUE;
      case "False" -> Boolean.FALSE;
      case "nan", "inf", "-inf" -> word;
      default -> number(word);
    };
  }

  /** NumPy values only: the first argument is the value, others (dtype) say how it is stored. */
  private @Nullable Object call(String name) {
    if (!name.matches("(np\\.|numpy\\.)?(float|int|uint|bool|str|array)[0-9_]*")) {
      throw unexpected();
    }
    expect('(');
    var value = value();
    blanks();
    if (peek() == ',') {
      at = text.indexOf(')', at);
      if (at < 0) {
        at = text.length();
      }
    }
    expect(')');
    return value;
  }

  private BigDecimal number(String word) {
    try {
      return new BigDecimal(word.endsWith(".") ? word + "0" : word);
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  private static boolean isWord(char character) {
    return Character.isLetterOrDigit(character)
        || character == '.'
        || character == '_'
        || character == '+'
        || character == '-';
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean taken(char character) {
    blanks();
    if (peek() != character) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char character) {
    if (peek() != character) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("No Python literal at position " + at);
  }
}
