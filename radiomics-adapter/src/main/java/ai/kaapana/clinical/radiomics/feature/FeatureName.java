package ai.kaapana.clinical.radiomics.feature;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A PyRadiomics feature name taken apart: {@code <imageType>_<class>_<feature>}.
 *
 * <p>The name is split from the right, because users may put a prefix before it ({@code
 * T1c_original_shape_Flatness}) and neither class nor feature names contain an underscore.
 *
 * @param column the name exactly as the tool wrote it; this is the identity of the feature
 * @param prefix what a user put before the image type, empty if nothing
 * @param imageType {@code original} or the name of a filter, for example {@code wavelet-HLH}
 */
public record FeatureName(
    String column, String prefix, String imageType, String featureClass, String feature) {

  private static final String ORIGINAL = "original";
  private static final Set<String> CLASSES =
      Set.of("shape", "shape2D", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm");
  private static final Pattern IMAGE_TYPE =
      Pattern.compile(
          "original|wavelet\\d*-[HL]{2,3}|log-sigma-[0-9-]+-mm-[23]D|square|squareroot|logarithm"
              + "|exponential|gradient|lbp-2D|lbp-3D-(m\\d+|k)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");

  /**
   * Takes a column name apart, or gives empty if it names no feature: it has fewer than three
   * parts, or neither its class nor its image type is one of PyRadiomics.
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
    return Optional.of(new FeatureName(column, prefix, imageType, featureClass, feature));
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
