package ai.kaapana.clinical.importer.table;

/** Characters that a reader of the table cannot see. */
public final class Blanks {
  private Blanks() {}

  /** Whether the text shows nothing: blanks, zero-width and formatting characters only. */
  public static boolean blank(String text) {
    return text.codePoints().allMatch(c -> space(c) || invisible(c));
  }

  /** Whether a character takes part in the text without being seen (Unicode category Cf). */
  public static boolean invisible(int character) {
    return Character.getType(character) == Character.FORMAT;
  }

  /** Whether a control character other than tab and line ends is in the text. */
  public static boolean control(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
  }

  /** Cuts blanks of every kind from both ends. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && space(text.charAt(start))) {
      start++;
    }
    while (end > start && space(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean space(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
