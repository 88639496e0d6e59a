package ai.kaapana.clinical.importer.issue;

/**
 * The shape of a cell without its value: digits become 9, letters A, the rest of the printable
 * ASCII stays. A reader of the report sees that {@code 99.99.9999} stood where a number belongs,
 * and learns nothing about the patient.
 */
public final class ValueShape {
  private static final int LONGEST = 24;

  private ValueShape() {}

  /** Returns the shape of a text, cut after 24 characters; empty for an empty text. */
  public static String of(String text) {
    var shape = new StringBuilder();
    for (int at = 0; at < text.length() && shape.length() < LONGEST; ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      shape.append(mask(character));
    }
    return text.codePointCount(0, text.length()) > LONGEST ? shape + "..." : shape.toString();
  }

  private static char mask(int character) {
    if (Character.isDigit(character)) {
      return '9';
    }
    if (Character.isLetter(character)) {
      return 'A';
    }
    return character >= ' ' && character < 0x7F ? (char) character : '?';
  }
}
