package ai.kaapana.clinical.radiomics.feature;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A feature name taken apart.
 *
 * <p>PyRadiomics: {@code <imageType>_<class>_<feature>}, split from the right, because users may
 * put a prefix before it ({@code T1c_original_shape_Flatness}) and neither class nor feature names
 * contain an underscore. Kaapana's operator leaves out the image type of the unfiltered image.
 *
 * @param column the name as the tool wrote it; this is the identity of the feature
 * @param prefix what a user put before the image type, empty if nothing
 * @param imageType {@code original} or the name of a filter, for example {@code wavelet-HLH}
 */
public record FeatureName(
    Tool tool,
    String column,
    String prefix,
    String imageType,
    String featureClass,
    String feature) {

  private static final String ORIGINAL = "original";
  private static final Set<String> CLASSES =
      Set.of("shape", "shape2D", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm");
  private static final Pattern IMAGE_TYPE =
      Pattern.compile(
          "original|wavelet\\d*-[HL]{2,3}|log-sigma-[0-9-]+-mm-[23]D|square|squareroot|logarithm"
              + "|exponential|gradient|lbp-2D|lbp-3D-(m\\d+|k)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");

  /**
   * Takes a column of PyRadiomics apart, or gives empty if it names no feature: it has fewer than
   * three parts, or neither its class nor its image type is one of PyRadiomics.
   */
  public static Optional<FeatureName> parse(String column) {
    var last = column.lastIndexOf('_');
    var middle = last <= 0 ? -1 : column.lastIndexOf('_', last - 1);
    if (middle <= 0 || column.startsWith("diagnostics_")) {
      return Optional.empty();
    }
    var featureClass = column.substring(middle + 1, last);
    var feature = column.substring(last + 1);
    if (!NAME.matcher(featureClass).matches() || !NAME.matcher(feature).matches()) {
      return Optional.empty();
    }
    var head = column.substring(0, middle);
    var cut = head.lastIndexOf('_');
    var imageType = head.substring(cut + 1);
    if (!CLASSES.contains(featureClass) && !IMAGE_TYPE.matcher(imageType).matches()) {
      return Optional.empty();
    }
    var prefix = cut < 0 ? "" : head.substring(0, cut);
    return Optional.of(
        new FeatureName(Tool.PYRADIOMICS, column, prefix, imageType, featureClass, feature));
  }

  /** Takes a name without image type apart, {@code shape_Flatness}. */
  public static Optional<FeatureName> parseUnfiltered(String name) {
    var cut = name.indexOf('_');
    var known =
        cut > 0
            && CLASSES.contains(name.substring(0, cut))
            && NAME.matcher(name.substring(cut + 1)).matches();
    return known
        ? Optional.of(
            new FeatureName(
                Tool.PYRADIOMICS,
                name,
                "",
                ORIGINAL,
                name.substring(0, cut),
                name.substring(cut + 1)))
        : Optional.empty();
  }

  /** Takes a name of any form of any tool apart. */
  public static Optional<FeatureName> parseAny(String name) {
    return parse(name).or(() -> parseUnfiltered(name)).or(() -> MitkName.parse(name));
  }

  /** A name of a tool that knows no filters. */
  static FeatureName unfiltered(Tool tool, String column, String featureClass, String feature) {
    return new FeatureName(tool, column, "", ORIGINAL, featureClass, feature);
  }

  /** A member of TotalSegmentator's statistics. */
  public static FeatureName ofStatistics(String name) {
    return unfiltered(Tool.TOTALSEGMENTATOR, name, "statistics", name);
  }

  /** Whether the image was used as it is; only then may the feature carry an IBSI code. */
  public boolean unfiltered() {
    return imageType.equals(ORIGINAL);
  }

  /** Whether the image type is one that PyRadiomics produces. */
  public boolean knownImageType() {
    return IMAGE_TYPE.matcher(imageType).matches();
  }
}
