package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Turns the bytes of one element into its DICOM JSON object.
 *
 * <p><b>Source:</b> DICOM PS3.18 Annex F.2. <b>Not:</b> bulk data; binary values above {@link
 * #INLINE_LIMIT} bytes have no value, as an archive that keeps only attributes would answer.
 */
final class Values {
  static final int INLINE_LIMIT = 1024;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  static ObjectNode element(Vr vr) {
    return JSON.objectNode().put("vr", vr.name());
  }

  static ObjectNode element(Vr vr, byte[] bytes, ByteOrder order, CharacterSet charset) {
    var element = element(vr);
    if (bytes.length == 0) {
      return element;
    }
    if (vr.form() == Vr.Form.BINARY) {
      return bytes.length <= INLINE_LIMIT ? element.put("InlineBinary", bytes) : element;
    }
    var values = values(vr, bytes, order, charset);
    if (!isEmpty(values)) {
      element.set("Value", values);
    }
    return element;
  }

  private static boolean isEmpty(ArrayNode values) {
    return values.isEmpty() || values.size() == 1 && values.get(0).isNull();
  }

  private static ArrayNode values(Vr vr, byte[] bytes, ByteOrder order, CharacterSet charset) {
    return switch (vr.form()) {
      case NAMES -> split(ascii(bytes), Values::trimmed);
      case TEXTS -> split(charset.decode(bytes), Values::trimmed);
      case PERSONS -> split(charset.decode(bytes), Values::person);
      case DECIMALS -> split(ascii(bytes), Values::decimal);
      case INTEGERS -> split(ascii(bytes), Values::integer);
      case TEXT -> single(charset.decode(bytes));
      case ASCII -> single(ascii(bytes));
      case SEQUENCE, BINARY -> JSON.arrayNode();
      default -> numbers(vr, ByteBuffer.wrap(bytes).order(order));
    };
  }

  private static ArrayNode numbers(Vr vr, ByteBuffer bytes) {
    var array = JSON.arrayNode();
    switch (vr.form()) {
      case TAGS -> {
        while (bytes.remaining() >= 4) {
          int group = bytes.getShort() & 0xFFFF;
          array.add(Tags.format(group << 16 | bytes.getShort() & 0xFFFF));
        }
      }
      case INT16 -> {
        while (bytes.remaining() >= 2) array.add((int) bytes.getShort());
      }
      case UINT16 -> {
        while (bytes.remaining() >= 2) array.add(bytes.getShort() & 0xFFFF);
      }
      case INT32 -> {
        while (bytes.remaining() >= 4) array.add(bytes.getInt());
      }
      case UINT32 -> {
        while (bytes.remaining() >= 4) array.add(Integer.toUnsignedLong(bytes.getInt()));
      }
      case INT64 -> {
        while (bytes.remaining() >= 8) array.add(bytes.getLong());
      }
      case UINT64 -> {
        while (bytes.remaining() >= 8)
          array.add(new BigInteger(Long.toUnsignedString(bytes.getLong())));
      }
      case FLOAT32 -> {
        while (bytes.remaining() >= 4) addFinite(array, bytes.getFloat());
      }
      default -> {
        while (bytes.remaining() >= 8) addFinite(array, bytes.getDouble());
      }
    }
    return array;
  }

  /** JSON has no such numbers; PS3.18 F.2.2 writes them as strings. */
  private static void addFinite(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.add(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");
    }
  }

  private static void addFinite(ArrayNode array, float value) {
    if (Float.isFinite(value)) {
      array.add(value);
    } else {
      addFinite(array, (double) value);
    }
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static ArrayNode single(String text) {
    var value = stripTrailing(text);
    var array = JSON.arrayNode();
    return value.isEmpty() ? array : array.add(value);
  }

  private static ArrayNode split(String text, Function<String, JsonNode> conversion) {
    var array = JSON.arrayNode();
    for (var part : text.split("\\\\", -1)) {
      array.add(conversion.apply(part));
    }
    return array;
  }

  private static JsonNode trimmed(String part) {
    var value = strip(part);
    return value.isEmpty() ? JSON.nullNode() : JSON.textNode(value);
  }

  private static JsonNode person(String part) {
    var groups = stripTrailing(part).split("=", 3);
    var names = JSON.objectNode();
    var keys = new String[] {"Alphabetic", "Ideographic", "Phonetic"};
    for (int i = 0; i < groups.length; i++) {
      var name = strip(groups[i]);
      if (!name.isEmpty()) {
        names.put(keys[i], name);
      }
    }
    return names.isEmpty() ? JSON.nullNode() : names;
  }

  private static JsonNode decimal(String part) {
    var value = strip(part);
    try {
      return value.isEmpty() ? JSON.nullNode() : JSON.numberNode(new BigDecimal(value));
    } catch (NumberFormatException e) {
      return JSON.textNode(value);
    }
  }

  private static JsonNode integer(String part) {
    var value = strip(part);
    try {
      return value.isEmpty() ? JSON.nullNode() : JSON.numberNode(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return JSON.textNode(value);
    }
  }

  private static String strip(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    return stripTrailing(text.substring(from));
  }

  private static String stripTrailing(String text) {
    int to = text.length();
    while (to > 0 && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == 0)) {
      to--;
    }
    return text.substring(0, to);
  }
}
