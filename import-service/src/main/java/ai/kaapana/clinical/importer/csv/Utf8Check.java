package ai.kaapana.clinical.importer.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/** Walks bytes by the grammar of UTF-8 (RFC 3629 section 4) and notes the first that breaks it. */
final class Utf8Check {
  private final BitSet high = new BitSet(256);
  private long offset;
  private long line = 1;
  private long sequences;
  private long zeros;
  private long badOffset = -1;
  private long badLine;

  void read(InputStream bytes) throws IOException {
    int pending = 0;
    int lowest = 0x80;
    int highest = 0xBF;
    for (int next = bytes.read(); next >= 0; next = bytes.read(), offset++) {
      count(next);
      if (pending > 0 && next >= lowest && next <= highest) {
        pending--;
        lowest = 0x80;
        highest = 0xBF;
        sequences += pending == 0 ? 1 : 0;
        continue;
      }
      if (pending > 0) {
        bad();
      }
      pending = following(next);
      if (pending < 0) {
        bad();
        pending = 0;
      }
      lowest = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : 0x80;
      highest = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : 0xBF;
    }
    if (pending > 0) {
      bad();
    }
  }

  private void count(int next) {
    if (next >= 0x80) {
      high.set(next);
    }
    line += next == '\n' ? 1 : 0;
    zeros += next == 0 ? 1 : 0;
  }

  private static int following(int lead) {
    if (lead < 0x80) {
      return 0;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 2;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : -1;
  }

  private void bad() {
    if (badOffset < 0) {
      badOffset = offset;
      badLine = line;
    }
  }

  boolean valid() {
    return badOffset < 0;
  }

  long badOffset() {
    return badOffset;
  }

  long badLine() {
    return badLine;
  }

  /** Valid sequences of more than one byte: the proof that the file means to be UTF-8. */
  long sequences() {
    return sequences;
  }

  long zeros() {
    return zeros;
  }

  boolean hasAny(String bytes) {
    return bytes.chars().anyMatch(high::get);
  }
}
