package ai.kaapana.clinical.linker.dicomweb;

import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.PersonName;
import ai.kaapana.clinical.linker.model.Tag;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the array of objects that a DICOMweb server answers, object by object.
 *
 * <p>Only the attributes of {@link Tag#KEPT} are held; everything else is skipped by the tokenizer,
 * so that pixel data or long overlays cost no memory. Bulk data is never fetched.
 *
 * <p>Source: DICOM PS3.18 annex F.
 */
final class DicomJsonReader {

  /**
   * More nested items than any real object has; the tree of a structured report stays far below.
   */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_TEXT = 4 << 20;
  private static final int MAX_NUMBER = 200;

  /** Values held for one object: about 100,000 frames with ten references each. */
  private static final int MAX_VALUES = 4_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(1_000)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private int held;

  private DicomJsonReader() {}

  /**
   * Hands every object of the array to {@code each}, in order; an empty body is an empty array.
   *
   * @throws PacsException {@code MALFORMED} when the body is not exactly one complete array of
   *     objects, {@code TOO_LARGE} when it exceeds a limit
   * @throws IOException when the connection fails
   */
  static void read(InputStream body, Consumer<Dataset> each) throws IOException {
    try (var parser = JSON.createParser(body)) {
      var first = parser.nextToken();
      if (first == null) {
        return;
      }
      require(first == JsonToken.START_ARRAY);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        require(parser.currentToken() == JsonToken.START_OBJECT);
        each.accept(new DicomJsonReader().object(parser));
      }
      // dicom-web-filter joins the arrays of several series to one body that is no JSON.
      require(parser.nextToken() == null);
    } catch (StreamConstraintsException e) {
      throw new PacsException(PacsException.Kind.TOO_LARGE);
    } catch (JsonProcessingException e) {
      throw new PacsException(PacsException.Kind.MALFORMED);
    }
  }

  private Dataset object(JsonParser parser) throws IOException {
    var builder = new Dataset.Builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int tag = tag(parser.currentName());
      var token = parser.nextToken();
      if (tag == 0 || !Tag.KEPT.contains(tag) || token != JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        attribute(parser, tag, builder);
      }
    }
    return builder.build();
  }

  private void attribute(JsonParser parser, int tag, Dataset.Builder builder) throws IOException {
    List<Dataset.Value> values = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isValue = parser.currentName().equals("Value");
      var token = parser.nextToken();
      if (!isValue || token != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      if (values != null) {
        builder.contradict();
      }
      values = values(parser);
    }
    builder.put(tag, values == null ? List.of() : values);
  }

  private List<Dataset.Value> values(JsonParser parser) throws IOException {
    var values = new ArrayList<Dataset.Value>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++held > MAX_VALUES) {
        throw new PacsException(PacsException.Kind.TOO_LARGE);
      }
      switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            values.add(new Dataset.Text(parser.getText()));
        case START_OBJECT -> values.add(nameOrItem(parser));
        default -> parser.skipChildren();
      }
    }
    return values;
  }

  /** A value that is an object is a name when its keys are the names of groups, else an item. */
  private Dataset.Value nameOrItem(JsonParser parser) throws IOException {
    var builder = new Dataset.Builder();
    var groups = new String[] {"", "", ""};
    boolean isName = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int group = group(parser.currentName());
      int tag = tag(parser.currentName());
      var token = parser.nextToken();
      if (group >= 0) {
        isName = true;
        groups[group] = token == JsonToken.VALUE_STRING ? parser.getText().strip() : "";
        parser.skipChildren();
      } else if (tag == 0 || !Tag.KEPT.contains(tag) || token != JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        attribute(parser, tag, builder);
      }
    }
    return isName
        ? new PersonName(groups[0], groups[1], groups[2])
        : new Dataset.Item(builder.build());
  }

  private static int group(String name) {
    return switch (name) {
      case "Alphabetic" -> 0;
      case "Ideographic" -> 1;
      case "Phonetic" -> 2;
      default -> -1;
    };
  }

  /** Returns 0, which is no attribute that we keep, for a name that is no tag. */
  private static int tag(String name) {
    if (name.length() != 8) {
      return 0;
    }
    for (int i = 0; i < 8; i++) {
      if (!HexFormat.isHexDigit(name.charAt(i))) {
        return 0;
      }
    }
    return HexFormat.fromHexDigits(name);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new PacsException(PacsException.Kind.MALFORMED);
    }
  }
}
