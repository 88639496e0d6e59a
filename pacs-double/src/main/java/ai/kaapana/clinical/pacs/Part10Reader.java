package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads the attributes of a DICOM file up to its pixel data as one DICOM JSON object.
 *
 * <p><b>Source:</b> DICOM PS3.10 section 7 (file), PS3.5 section 7 (data set), PS3.18 Annex F
 * (JSON). All transfer syntaxes are read, since compression concerns pixel data alone: implicit and
 * explicit VR, big endian, deflated.
 */
final class Part10Reader {
  private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  private static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";
  private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int FLOAT_PIXEL_DATA = 0x7FE00008;
  private static final int PIXEL_DATA = 0x7FE00010;
  private static final int DEEPEST = 64;

  private final ByteSource source;
  private final ByteOrder order;
  private final boolean explicit;

  private Part10Reader(ByteSource source, ByteOrder order, boolean explicit) {
    this.source = source;
    this.order = order;
    this.explicit = explicit;
  }

  /**
   * Reads one file.
   *
   * @throws DicomFormatException if the bytes are no DICOM file or end too early
   */
  static ObjectNode read(InputStream in) throws IOException {
    var source = new ByteSource(in);
    var start = source.peek(132);
    if (start.length == 132
        && new String(start, 128, 4, StandardCharsets.US_ASCII).equals("DICM")) {
      source.skip(132);
      return reader(source, transferSyntax(source)).dataset();
    }
    // Old files without a header begin with group 0008 at once.
    if (start.length > 8 && start[0] == 8 && start[1] == 0 && start[3] == 0) {
      boolean explicit = Character.isUpperCase(start[4]) && Character.isUpperCase(start[5]);
      return new Part10Reader(source, ByteOrder.LITTLE_ENDIAN, explicit).dataset();
    }
    throw new DicomFormatException("This is not a DICOM file: there is no DICM at byte 128");
  }

  private static Part10Reader reader(ByteSource source, String transferSyntax) {
    return switch (transferSyntax) {
      case IMPLICIT_LITTLE_ENDIAN -> new Part10Reader(source, ByteOrder.LITTLE_ENDIAN, false);
      case EXPLICIT_BIG_ENDIAN -> new Part10Reader(source, ByteOrder.BIG_ENDIAN, true);
      case DEFLATED -> {
        var inflated = new InflaterInputStream(source.rest(), new Inflater(true));
        yield new Part10Reader(new ByteSource(inflated), ByteOrder.LITTLE_ENDIAN, true);
      }
      default -> new Part10Reader(source, ByteOrder.LITTLE_ENDIAN, true);
    };
  }

  /** Reads the file meta information, which is explicit VR little endian in every file. */
  private static String transferSyntax(ByteSource source) throws IOException {
    var reader = new Part10Reader(source, ByteOrder.LITTLE_ENDIAN, true);
    var meta = JsonNodeFactory.instance.objectNode();
    while (true) {
      var next = source.peek(2);
      if (next.length < 2 || next[0] != 2 || next[1] != 0) {
        break;
      }
      reader.readElement(meta, reader.tag(), CharacterSet.standard(), 0);
    }
    return meta.path("00020010").path("Value").path(0).asText(IMPLICIT_LITTLE_ENDIAN);
  }

  private ObjectNode dataset() throws IOException {
    var dataset = JsonNodeFactory.instance.objectNode();
    var charset = CharacterSet.standard();
    while (!source.atEnd()) {
      int tag = tag();
      if (Integer.compareUnsigned(tag, FLOAT_PIXEL_DATA) >= 0
          && Integer.compareUnsigned(tag, PIXEL_DATA) <= 0) {
        break;
      }
      charset = readElement(dataset, tag, charset, 0);
    }
    return dataset;
  }

  private int tag() throws IOException {
    int group = source.unsigned16(order);
    return group << 16 | source.unsigned16(order);
  }

  /** Reads one element into the data set and returns the character set that holds from there on. */
  private CharacterSet readElement(ObjectNode dataset, int tag, CharacterSet charset, int depth)
      throws IOException {
    var vr = DicomDictionary.standard().representation(tag).orElse(Vr.UN);
    long length;
    boolean unknown = false;
    if (explicit) {
      var declared = declaredVr(tag);
      length = declared.hasLongLength() ? longLength() : source.unsigned16(order);
      // A system that did not know an attribute wrote UN: implicit VR little endian, known to the
      // dictionary again.
      unknown = declared == Vr.UN;
      vr = unknown ? vr : declared;
    } else {
      length = source.unsigned32(order);
    }
    if (length == UNDEFINED && !unknown && (vr == Vr.OB || vr == Vr.OW)) {
      skipFragments();
      dataset.set(Tags.format(tag), Values.element(vr));
      return charset;
    }
    if (vr == Vr.SQ || length == UNDEFINED) {
      var items = unknown ? new Part10Reader(source, ByteOrder.LITTLE_ENDIAN, false) : this;
      dataset.set(Tags.format(tag), items.sequence(length, charset, depth + 1));
      return charset;
    }
    var valueOrder = unknown ? ByteOrder.LITTLE_ENDIAN : order;
    var element = value(vr, length, valueOrder, charset);
    if ((tag & 0xFFFF) != 0) {
      dataset.set(Tags.format(tag), element);
    }
    return Tags.format(tag).equals(Tags.SPECIFIC_CHARACTER_SET)
        ? CharacterSet.of(texts(element))
        : charset;
  }

  private ObjectNode value(Vr vr, long length, ByteOrder valueOrder, CharacterSet charset)
      throws IOException {
    if (vr.form() == Vr.Form.BINARY && length > Values.INLINE_LIMIT) {
      source.skip(length);
      return Values.element(vr);
    }
    return Values.element(vr, source.read(length), valueOrder, charset);
  }

  private Vr declaredVr(int tag) throws IOException {
    var code = source.read(2);
    try {
      return Vr.valueOf("" + (char) code[0] + (char) code[1]);
    } catch (IllegalArgumentException e) {
      throw new DicomFormatException(
          "Attribute " + Tags.format(tag) + " has no valid value representation");
    }
  }

  private long longLength() throws IOException {
    source.skip(2);
    return source.unsigned32(order);
  }

  private ObjectNode sequence(long length, CharacterSet charset, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new DicomFormatException("Sequences are nested deeper than " + DEEPEST);
    }
    var sequence = Values.element(Vr.SQ);
    var items = JsonNodeFactory.instance.arrayNode();
    long end = length == UNDEFINED ? Long.MAX_VALUE : source.position() + length;
    while (source.position() < end) {
      int tag = tag();
      long itemLength = source.unsigned32(order);
      if (tag == SEQUENCE_END) {
        break;
      }
      if (tag != ITEM) {
        throw new DicomFormatException(
            "A sequence holds " + Tags.format(tag) + " in the place of an item");
      }
      items.add(item(itemLength, charset, depth));
    }
    if (!items.isEmpty()) {
      sequence.set("Value", items);
    }
    return sequence;
  }

  /** Compressed pixel data inside of an item, such as an icon. */
  private void skipFragments() throws IOException {
    while (tag() == ITEM) {
      source.skip(source.unsigned32(order));
    }
    source.skip(4);
  }

  private ObjectNode item(long length, CharacterSet inherited, int depth) throws IOException {
    var item = JsonNodeFactory.instance.objectNode();
    var charset = inherited;
    long end = length == UNDEFINED ? Long.MAX_VALUE : source.position() + length;
    while (source.position() < end) {
      int tag = tag();
      if (tag == ITEM_END) {
        source.skip(4);
        break;
      }
      charset = readElement(item, tag, charset, depth);
    }
    return item;
  }

  private static List<String> texts(JsonNode element) {
    var texts = new ArrayList<String>();
    element.path("Value").forEach(value -> texts.add(value.asText("")));
    return texts;
  }
}
