package ai.kaapana.clinical.radiomics.feature;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of MITK: {@code <class>::[<parameters>::]<name>}.
 *
 * <p>Its misspellings are kept, for they are the identity. Only runs of blanks become one, because
 * a FHIR code must not hold two in a row; no two names of MITK differ in that alone.
 */
public final class MitkName {

  private static final String SEPARATOR = "::";
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** The filter before 2018 writes the range of its matrix into the names of the CSV. */
  private static final Pattern RANGE = Pattern.compile("^(co-occ\\.) \\([0-9.]+\\) ");

  private MitkName() {}

  /** The name in a header of the CSV, or empty if it has no class. */
  public static Optional<FeatureName> parse(String column) {
    var plain = plain(column);
    var first = plain.indexOf(SEPARATOR);
    var last = plain.lastIndexOf(SEPARATOR);
    return first <= 0 || last + SEPARATOR.length() >= plain.length()
        ? Optional.empty()
        : Optional.of(
            name(plain, plain.substring(0, first), plain.substring(last + SEPARATOR.length())));
  }

  /** The name of an element of the XML. */
  public static FeatureName of(String featureClass, String feature) {
    return name(
        plain(featureClass) + SEPARATOR + plain(feature), plain(featureClass), plain(feature));
  }

  /** The name of an element of the XML that stands there under several settings. */
  public static FeatureName of(String featureClass, String setting, String feature) {
    var column = plain(featureClass) + SEPARATOR + plain(setting) + SEPARATOR + plain(feature);
    return name(column, plain(featureClass), plain(feature));
  }

  /** A name with single blanks. */
  static String plain(String text) {
    return BLANKS.matcher(text.strip()).replaceAll(" ");
  }

  private static FeatureName name(String column, String featureClass, String feature) {
    return FeatureName.unfiltered(
        Tool.MITK, column, featureClass, RANGE.matcher(feature).replaceFirst("$1 "));
  }
}
