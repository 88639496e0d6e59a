package ai.kaapana.clinical.radiomics.reader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of a file in UTF-8, a byte order mark skipped, wrong bytes refused instead of replaced;
 * knows the last character and bounds how much is read for one record.
 */
final class GuardedText extends Reader {

  /** Readers above fetch ahead by their buffers. */
  private static final int READ_AHEAD = 65_536;

  private final Reader reader;
  private final long recordCharacters;
  private long budget;
  private long characters;
  private char last = '\n';

  GuardedText(InputStream in, int recordCharacters) throws IOException {
    this.reader =
        new InputStreamReader(
            withoutByteOrderMark(new BufferedInputStream(in, READ_AHEAD)),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.recordCharacters = recordCharacters;
    nextRecord();
  }

  private static InputStream withoutByteOrderMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
    return in;
  }

  /** Gives the next record its own budget. */
  void nextRecord() {
    budget = recordCharacters + READ_AHEAD;
  }

  /** Whether the file ended with a line end. */
  boolean endedWithLine() {
    return last == '\n' || last == '\r';
  }

  /** How many characters were read. */
  long characters() {
    return characters;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    var count = reader.read(buffer, offset, length);
    for (int i = offset; i < offset + count; i++) {
      if (buffer[i] == 0) {
        throw new CharacterCodingException();
      }
    }
    if (count > 0) {
      last = buffer[offset + count - 1];
      budget -= count;
      characters += count;
    }
    if (budget < 0) {
      throw new RecordTooLongException();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** One record is longer than allowed. */
  static final class RecordTooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
