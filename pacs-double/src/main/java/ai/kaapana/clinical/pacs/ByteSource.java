package ai.kaapana.clinical.pacs;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads numbers and byte runs from a stream and knows how far it is; a stream that ends too early
 * is an error.
 */
final class ByteSource {
  private final InputStream in;
  private long position;

  ByteSource(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  InputStream rest() {
    return in;
  }

  long position() {
    return position;
  }

  boolean atEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() < 0;
    in.reset();
    return end;
  }

  /** The next bytes without moving on; fewer at the end of the stream. */
  byte[] peek(int length) throws IOException {
    in.mark(length);
    var bytes = in.readNBytes(length);
    in.reset();
    return bytes;
  }

  byte[] read(long length) throws IOException {
    if (length > Integer.MAX_VALUE - 16) {
      throw new DicomFormatException(
          "A value of " + length + " bytes is longer than any attribute");
    }
    var bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new DicomFormatException(
          "The file ends inside of a value at byte " + (position + bytes.length));
    }
    position += length;
    return bytes;
  }

  void skip(long length) throws IOException {
    try {
      in.skipNBytes(length);
    } catch (EOFException e) {
      throw new DicomFormatException("The file ends inside of a value after byte " + position);
    }
    position += length;
  }

  int unsigned16(ByteOrder order) throws IOException {
    return ByteBuffer.wrap(read(2)).order(order).getShort() & 0xFFFF;
  }

  long unsigned32(ByteOrder order) throws IOException {
    return Integer.toUnsignedLong(ByteBuffer.wrap(read(4)).order(order).getInt());
  }
}
