package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.DecimalMark;
import ai.kaapana.clinical.radiomics.reader.JsonFiles;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.NumberText;
import ai.kaapana.clinical.radiomics.reader.ResultInput;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.RoiSink;
import ai.kaapana.clinical.radiomics.reader.ToolReader;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of the PyRadiomics command line: arrays of objects, one object for each case.
 *
 * <p>Append mode puts several arrays one after the other, older versions several objects; both are
 * read as blocks. {@code NaN} and {@code Infinity} stand bare, as Python writes them.
 */
public final class JsonResults implements ToolReader {

  private final ResultInput input;
  private final Columns columns = new Columns();
  private int block = -1;
  private long rows;
  private boolean stopped;

  public JsonResults(ResultInput input) {
    this.input = input;
  }

  @Override
  public void read(RoiSink sink) throws UnreadableResultException, IOException {
    try (var json = JsonFiles.parser(input)) {
      while (!stopped && json.nextToken() != null) {
        block++;
        switch (json.currentToken()) {
          case START_ARRAY -> array(json, sink);
          case START_OBJECT -> stopped = !sink.accept(object(json));
          default -> throw refuse(RadiomicsIssue.FILE_MALFORMED);
        }
      }
    }
    if (rows == 0) {
      throw refuse(RadiomicsIssue.FILE_EMPTY);
    }
  }

  private void array(JsonParser json, RoiSink sink) throws UnreadableResultException, IOException {
    while (!stopped && json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw refuse(RadiomicsIssue.FILE_MALFORMED);
      }
      stopped = !sink.accept(object(json));
    }
  }

  private RoiResult object(JsonParser json) throws UnreadableResultException, IOException {
    if (++rows > input.limits().rows()) {
      throw refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
    var inputs = new LinkedHashMap<String, String>();
    Map<String, @Nullable Object> diagnostics = new LinkedHashMap<>();
    var measurements = new ArrayList<Measurement>();
    var seen = new HashMap<String, String>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var key = json.currentName();
      json.nextToken();
      input.line(json.currentLocation().getLineNr());
      var node = node(json);
      if (seen.size() >= input.limits().columns()) {
        throw refuse(RadiomicsIssue.FILE_TOO_LARGE);
      }
      var before = seen.put(key, String.valueOf(node));
      if (before != null && !before.equals(String.valueOf(node))) {
        throw refuse(RadiomicsIssue.COLUMN_DUPLICATE);
      }
      if (before == null) {
        switch (columns.kind(key)) {
          case Columns.Kind.Input(String name) -> inputs.put(name, plain(node));
          case Columns.Kind.Diagnostic(String name) ->
              diagnostics.put(
                  name, node instanceof String cell ? columns.diagnostic(name, cell) : value(node));
          case Columns.Kind.Feature(var name) ->
              measurements.add(
                  new Measurement(name, NumberText.read(plain(node), DecimalMark.POINT)));
        }
      }
    }
    input.nextRecord();
    if (measurements.isEmpty() && !inputs.containsKey("Image") && !inputs.containsKey("Mask")) {
      throw refuse(RadiomicsIssue.FILE_NO_FEATURES);
    }
    return new RoiResult(
        rows, input.line(), block, Tool.PYRADIOMICS, inputs, diagnostics, measurements);
  }

  /** Numbers keep the text of the file inside of a {@link Literal}. */
  private @Nullable Object node(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> map(json);
      case START_ARRAY -> list(json);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
      default -> json.getText();
    };
  }

  /** {@code NaN} and {@code Infinity} are given as text, as the Python literals are. */
  private static Object number(String literal) {
    return literal.matches("[+-]?[0-9.eE+-]+") ? new Literal(literal) : literal;
  }

  private Map<String, @Nullable Object> map(JsonParser json) throws IOException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var key = json.currentName();
      json.nextToken();
      result.put(key, value(node(json)));
    }
    return result;
  }

  private List<@Nullable Object> list(JsonParser json) throws IOException {
    List<@Nullable Object> result = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      result.add(value(node(json)));
    }
    return result;
  }

  private static @Nullable Object value(@Nullable Object node) {
    return node instanceof Literal(String text) ? new BigDecimal(text) : node;
  }

  private static String plain(@Nullable Object node) {
    return switch (node) {
      case null -> "";
      case Literal(String literal) -> literal;
      case List<?> list when list.size() == 1 -> String.valueOf(list.getFirst());
      default -> node.toString();
    };
  }

  private UnreadableResultException refuse(RadiomicsIssue issue) {
    return input.refuse(issue);
  }

  private record Literal(String text) {}
}
