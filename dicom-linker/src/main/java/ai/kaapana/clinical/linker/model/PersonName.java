package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person's name in its three representations, each in DICOM's caret form.
 *
 * <p>Source: DICOM PS3.5 section 6.2.1.1 and PS3.18 section F.2.2.
 *
 * @param alphabetic the single-byte or romanised form, empty when absent
 * @param ideographic the form in ideographic characters, empty when absent
 * @param phonetic the form in phonetic characters, empty when absent
 */
public record PersonName(String alphabetic, String ideographic, String phonetic)
    implements Dataset.Value {

  /** The five components of one representation, empty where absent. */
  public record Components(
      String family, String given, String middle, String prefix, String suffix) {}

  /** Splits the form with equal signs that DICOM files and some servers use. */
  public static PersonName parse(String text) {
    var groups = text.split("=", 3);
    return new PersonName(
        groups[0].strip(),
        groups.length > 1 ? groups[1].strip() : "",
        groups.length > 2 ? groups[2].strip() : "");
  }

  /** Says whether no representation has a component with content. */
  public boolean isEmpty() {
    return Stream.of(alphabetic, ideographic, phonetic).allMatch(PersonName::hasNoComponent);
  }

  /** Says whether the text shows that the server could not decode the character set. */
  public boolean looksBroken() {
    return Stream.of(alphabetic, ideographic, phonetic)
        .anyMatch(
            text ->
                text.indexOf('?') >= 0
                    || text.indexOf('\u001b') >= 0
                    || text.indexOf('\ufffd') >= 0
                    || text.contains("$B")
                    || text.contains("(B"));
  }

  /** Returns the components of one representation, or nothing when all are empty. */
  public static Optional<Components> components(String representation) {
    if (hasNoComponent(representation)) {
      return Optional.empty();
    }
    // More than five components are against the standard; what follows joins the suffix.
    var parts = List.of(representation.split("\\^", 5));
    return Optional.of(
        new Components(
            part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4)));
  }

  /** Shows nothing: a name is a patient's value. */
  @Override
  public String toString() {
    return "PersonName[phi]";
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index).replace('^', ' ').strip() : "";
  }

  private static boolean hasNoComponent(String text) {
    return text.replace('^', ' ').isBlank();
  }
}
