package ai.kaapana.clinical.importer.csv;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The encoding of a text file, decided from all of its bytes before the first one is read as text,
 * so that a bad byte near the end is found before anything is imported. Order of evidence: byte
 * order mark, declaration, UTF-8 by its own grammar, UTF-16 by its zero bytes, Windows-1252 for a
 * file that has no valid UTF-8 sequence beyond ASCII.
 *
 * @param charset the encoding
 * @param skip bytes of the byte order mark
 * @param assumed whether the file gave no proof of it
 */
record Encoding(Charset charset, int skip, boolean assumed) {
  private static final int HEAD = 8192;
  private static final byte[][] BINARY = {
    {0x1F, (byte) 0x8B},
    {'P', 'K', 3, 4},
    {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
    {'%', 'P', 'D', 'F'},
    {'B', 'Z', 'h'},
    {(byte) 0xFD, '7', 'z', 'X'},
    {'P', 'A', 'R', '1'},
  };
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  // Bytes that Windows-1252 leaves undefined.
  private static final String UNDEFINED = "\u0081\u008D\u008F\u0090\u009D";

  static Encoding of(Path file, Optional<Charset> declared) throws IOException {
    byte[] head = head(file);
    if (Arrays.stream(BINARY).anyMatch(magic -> starts(head, magic))) {
      throw refused(ImportIssue.UNSUPPORTED, "not a text file");
    }
    var marked = byMark(head);
    if (marked != null) {
      return marked.charset().equals(StandardCharsets.UTF_8)
          ? checkedUtf8(file, marked, declared)
          : agreed(marked, declared);
    }
    if (declared.isEmpty() && byZeros(head) instanceof Charset utf16) {
      return new Encoding(utf16, 0, false);
    }
    if (declared.isPresent() && !declared.get().equals(StandardCharsets.UTF_8)) {
      return new Encoding(declared.get(), 0, false);
    }
    return checkedUtf8(file, new Encoding(StandardCharsets.UTF_8, 0, false), declared);
  }

  private static Encoding agreed(Encoding marked, Optional<Charset> declared) {
    if (declared.isPresent() && !declared.get().name().startsWith("UTF-16")) {
      throw refused(ImportIssue.ENCODING, "declared otherwise than the byte order mark says");
    }
    return marked;
  }

  private static Encoding checkedUtf8(Path file, Encoding utf8, Optional<Charset> declared)
      throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      var check = new Utf8Check();
      check.read(bytes);
      if (check.valid()) {
        return utf8;
      }
      boolean proven = utf8.skip() > 0 || declared.isPresent() || check.sequences() > 0;
      if (proven || check.hasAny(UNDEFINED) || check.zeros() > 0) {
        throw new TableRefused(
            Finding.at(ImportIssue.ENCODING, Effect.FILE_REFUSED)
                .row(check.badLine())
                .detail("invalid UTF-8 at byte " + check.badOffset()));
      }
      return new Encoding(WINDOWS, 0, true);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(HEAD);
    }
  }

  private static boolean starts(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  private static Encoding byMark(byte[] head) {
    if (starts(head, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
      return new Encoding(StandardCharsets.UTF_8, 3, false);
    }
    if (starts(head, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
      return new Encoding(StandardCharsets.UTF_16LE, 2, false);
    }
    if (starts(head, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
      return new Encoding(StandardCharsets.UTF_16BE, 2, false);
    }
    return null;
  }

  // A table in UTF-16 is mostly ASCII: nearly every second byte is zero and none of the others.
  private static Charset byZeros(byte[] head) {
    int even = 0;
    int odd = 0;
    for (int at = 0; at < head.length; at++) {
      if (head[at] == 0) {
        if (at % 2 == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    int pairs = head.length / 2;
    if (pairs > 1 && odd > pairs * 7 / 10 && even == 0) {
      return StandardCharsets.UTF_16LE;
    }
    return pairs > 1 && even > pairs * 7 / 10 && odd == 0 ? StandardCharsets.UTF_16BE : null;
  }

  private static TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).detail(detail));
  }
}
