package ai.kaapana.clinical.pacs;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Decodes the text of a data set by its Specific Character Set (0008,0005), with and without code
 * extensions.
 *
 * <p><b>Source:</b> DICOM PS3.3 C.12.1.1.2 and PS3.5 section 6.1.
 */
final class CharacterSet {
  private static final int ESCAPE = 0x1B;
  private static final Charset ASCII = StandardCharsets.US_ASCII;
  private static final Charset DEFAULT = StandardCharsets.ISO_8859_1;

  private static final Map<String, Charset> SINGLE =
      Map.ofEntries(
          Map.entry("ISO_IR 6", DEFAULT),
          Map.entry("ISO_IR 13", Charset.forName("JIS_X0201")),
          Map.entry("ISO_IR 100", StandardCharsets.ISO_8859_1),
          Map.entry("ISO_IR 101", Charset.forName("ISO-8859-2")),
          Map.entry("ISO_IR 109", Charset.forName("ISO-8859-3")),
          Map.entry("ISO_IR 110", Charset.forName("ISO-8859-4")),
          Map.entry("ISO_IR 126", Charset.forName("ISO-8859-7")),
          Map.entry("ISO_IR 127", Charset.forName("ISO-8859-6")),
          Map.entry("ISO_IR 138", Charset.forName("ISO-8859-8")),
          Map.entry("ISO_IR 144", Charset.forName("ISO-8859-5")),
          Map.entry("ISO_IR 148", Charset.forName("ISO-8859-9")),
          Map.entry("ISO_IR 166", Charset.forName("TIS-620")),
          Map.entry("ISO_IR 192", StandardCharsets.UTF_8),
          Map.entry("ISO_IR 203", Charset.forName("ISO-8859-15")),
          Map.entry("GB18030", Charset.forName("GB18030")),
          Map.entry("GBK", Charset.forName("GBK")));

  /** What an escape sequence switches on: by its bytes after ESC. */
  private static final Map<String, Segment> ESCAPES =
      Map.ofEntries(
          Map.entry("(B", new Segment(ASCII, 0)),
          Map.entry("(J", new Segment(Charset.forName("JIS_X0201"), 0)),
          Map.entry(")I", new Segment(Charset.forName("JIS_X0201"), 0)),
          Map.entry("$B", new Segment(Charset.forName("EUC-JP"), 2)),
          Map.entry("$(D", new Segment(Charset.forName("EUC-JP"), 3)),
          Map.entry("$)C", new Segment(Charset.forName("EUC-KR"), 0)),
          Map.entry("$)A", new Segment(Charset.forName("GB2312"), 0)),
          Map.entry("-A", new Segment(StandardCharsets.ISO_8859_1, 0)),
          Map.entry("-B", new Segment(Charset.forName("ISO-8859-2"), 0)),
          Map.entry("-C", new Segment(Charset.forName("ISO-8859-3"), 0)),
          Map.entry("-D", new Segment(Charset.forName("ISO-8859-4"), 0)),
          Map.entry("-F", new Segment(Charset.forName("ISO-8859-7"), 0)),
          Map.entry("-G", new Segment(Charset.forName("ISO-8859-6"), 0)),
          Map.entry("-H", new Segment(Charset.forName("ISO-8859-8"), 0)),
          Map.entry("-L", new Segment(Charset.forName("ISO-8859-5"), 0)),
          Map.entry("-M", new Segment(Charset.forName("ISO-8859-9"), 0)),
          Map.entry("-T", new Segment(Charset.forName("TIS-620"), 0)),
          Map.entry("-b", new Segment(Charset.forName("ISO-8859-15"), 0)));

  private final Charset initial;
  private final boolean extended;

  private CharacterSet(Charset initial, boolean extended) {
    this.initial = initial;
    this.extended = extended;
  }

  /**
   * The default repertoire; bytes above 127, which it does not allow, are read as Latin-1 instead
   * of lost.
   */
  static CharacterSet standard() {
    return new CharacterSet(DEFAULT, false);
  }

  /**
   * The character set that a data set declares; an unknown name is read like the default
   * repertoire.
   */
  static CharacterSet of(List<String> declared) {
    var first = declared.isEmpty() ? "" : declared.getFirst().strip();
    var charset = SINGLE.getOrDefault(first.replace("ISO 2022 IR", "ISO_IR"), DEFAULT);
    boolean extended = declared.size() > 1 || first.startsWith("ISO 2022");
    return new CharacterSet(charset, extended);
  }

  /**
   * The text of a whole value field, delimiters included: only decoded text can be split safely.
   */
  String decode(byte[] bytes) {
    if (!extended) {
      return restoreBackslash(new String(bytes, initial), initial);
    }
    var text = new StringBuilder();
    var segment = new Segment(initial, 0);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ESCAPE) {
        text.append(segment.decode(bytes, from, i));
        int length = escapeLength(bytes, i);
        var code = new String(bytes, i + 1, Math.min(length, bytes.length - i - 1), ASCII);
        segment = ESCAPES.getOrDefault(code, segment);
        i += length;
        from = i + 1;
      } else if (!segment.isMultiByteInG0() && isDelimiter(bytes[i])) {
        text.append(segment.decode(bytes, from, i)).append((char) bytes[i]);
        segment = new Segment(initial, 0);
        from = i + 1;
      }
    }
    return text.append(from < bytes.length ? segment.decode(bytes, from, bytes.length) : "")
        .toString();
  }

  private static int escapeLength(byte[] bytes, int at) {
    boolean twoIntermediates =
        at + 2 < bytes.length
            && bytes[at + 1] == '$'
            && (bytes[at + 2] == '(' || bytes[at + 2] == ')');
    return twoIntermediates ? 3 : 2;
  }

  private static boolean isDelimiter(byte value) {
    return switch (value) {
      case '\\', '^', '=', '\t', '\n', '\f', '\r' -> true;
      default -> false;
    };
  }

  /**
   * JIS X 0201 shows the byte of the delimiter as a yen sign; in DICOM it remains the delimiter.
   */
  private static String restoreBackslash(String text, Charset charset) {
    return charset.name().equals("JIS_X0201") ? text.replace('\u00A5', '\\') : text;
  }

  /**
   * One run of bytes in one code.
   *
   * @param g0Width 0 for bytes as they are; 2 or 3 for a double-byte set in G0 that EUC-JP shows in
   *     G1, with that width
   */
  private record Segment(Charset charset, int g0Width) {
    boolean isMultiByteInG0() {
      return g0Width > 0;
    }

    String decode(byte[] bytes, int from, int to) {
      if (from >= to) {
        return "";
      }
      if (g0Width == 0) {
        return restoreBackslash(new String(bytes, from, to - from, charset), charset);
      }
      int pairs = (to - from) / 2;
      var shifted = new byte[pairs * g0Width];
      int out = 0;
      for (int i = 0; i < pairs; i++) {
        if (g0Width == 3) {
          shifted[out++] = (byte) 0x8F;
        }
        shifted[out++] = (byte) (bytes[from + 2 * i] | 0x80);
        shifted[out++] = (byte) (bytes[from + 2 * i + 1] | 0x80);
      }
      return new String(shifted, charset);
    }
  }
}
