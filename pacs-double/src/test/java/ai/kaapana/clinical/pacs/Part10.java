package ai.kaapana.clinical.pacs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Writes small DICOM files byte by byte, in any transfer syntax, right or wrong. */
final class Part10 {
  static final String IMPLICIT = "1.2.840.10008.1.2";
  static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";

  private final ByteOrder order;
  private final boolean explicit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Part10(ByteOrder order, boolean explicit) {
    this.order = order;
    this.explicit = explicit;
  }

  static Part10 dataset(String transferSyntax) {
    return new Part10(
        transferSyntax.equals(BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        !transferSyntax.equals(IMPLICIT));
  }

  Part10 text(int tag, String vr, String value) {
    return element(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  Part10 element(int tag, String vr, byte[] value) {
    boolean odd = value.length % 2 == 1;
    header(tag, vr, value.length + (odd ? 1 : 0));
    bytes.writeBytes(value);
    if (odd) {
      bytes.write(vr.equals("UI") ? 0 : ' ');
    }
    return this;
  }

  Part10 unsigned16(int tag, int value) {
    return element(tag, "US", ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  /** A sequence, whose items and itself end by delimiters or by lengths. */
  Part10 sequence(int tag, boolean delimited, Part10... items) {
    var content = new Part10(order, explicit);
    for (var item : items) {
      content.tag(0xFFFEE000);
      content.number32(delimited ? -1 : item.bytes.size());
      content.bytes.writeBytes(item.bytes.toByteArray());
      if (delimited) {
        content.tag(0xFFFEE00D);
        content.number32(0);
      }
    }
    header(tag, "SQ", delimited ? -1 : content.bytes.size());
    bytes.writeBytes(content.bytes.toByteArray());
    if (delimited) {
      tag(0xFFFEE0DD);
      number32(0);
    }
    return this;
  }

  Part10 raw(byte... more) {
    bytes.writeBytes(more);
    return this;
  }

  Part10 item() {
    return new Part10(order, explicit);
  }

  byte[] file(String transferSyntax) {
    var meta = dataset(EXPLICIT).text(0x00020010, "UI", transferSyntax);
    var file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(meta.bytes.toByteArray());
    file.writeBytes(transferSyntax.equals(DEFLATED) ? deflated() : bytes.toByteArray());
    return file.toByteArray();
  }

  byte[] bare() {
    return bytes.toByteArray();
  }

  private byte[] deflated() {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(bytes.toByteArray());
    deflater.finish();
    var buffer = new byte[bytes.size() + 100];
    int length = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  private void header(int tag, String vr, int length) {
    tag(tag);
    if (!explicit) {
      number32(length);
      return;
    }
    bytes.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    if (Vr.valueOf(vr).hasLongLength()) {
      bytes.write(0);
      bytes.write(0);
      number32(length);
    } else {
      bytes.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) length).array());
    }
  }

  private void tag(int tag) {
    bytes.writeBytes(
        ByteBuffer.allocate(4)
            .order(order)
            .putShort((short) (tag >>> 16))
            .putShort((short) tag)
            .array());
  }

  private void number32(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }
}
