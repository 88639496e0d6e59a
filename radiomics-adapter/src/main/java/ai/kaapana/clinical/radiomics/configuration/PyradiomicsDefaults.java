package ai.kaapana.clinical.radiomics.configuration;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PyRadiomics uses where nothing is set.
 *
 * <p><b>Why:</b> the tool records only the settings of its extractor and what the user set; bin
 * width, symmetry and the like are missing from its diagnostics although the values depend on them.
 *
 * <p><b>Source:</b> PyRadiomics documentation, section "Customizing the Extraction", releases 2.0
 * to 3.1, whose defaults are the same.
 */
final class PyradiomicsDefaults {

  private static final Pattern KNOWN = Pattern.compile("v?[23]\\.\\d+(\\.\\d+)?(\\.post\\d+)?");

  private static final Map<String, @Nullable Object> SETTINGS = settings();
  private static final Map<String, Map<String, Object>> IMAGE_TYPES =
      Map.of(
          "Wavelet",
          Map.of("wavelet", "coif1", "start_level", BigDecimal.ZERO, "level", BigDecimal.ONE),
          "Gradient",
          Map.of("gradientUseSpacing", Boolean.TRUE),
          "LBP2D",
          Map.of(
              "lbp2DRadius",
              BigDecimal.ONE,
              "lbp2DSamples",
              BigDecimal.valueOf(9),
              "lbp2DMethod",
              "uniform"),
          "LBP3D",
          Map.of(
              "lbp3DLevels",
              BigDecimal.TWO,
              "lbp3DIcosphereRadius",
              BigDecimal.ONE,
              "lbp3DIcosphereSubdivision",
              BigDecimal.ONE));

  private PyradiomicsDefaults() {}

  private static Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    defaults.put("minimumROIDimensions", BigDecimal.TWO);
    defaults.put("minimumROISize", null);
    defaults.put("normalize", Boolean.FALSE);
    defaults.put("normalizeScale", BigDecimal.ONE);
    defaults.put("removeOutliers", null);
    defaults.put("resampledPixelSpacing", null);
    defaults.put("interpolator", "sitkBSpline");
    defaults.put("preCrop", Boolean.FALSE);
    defaults.put("padDistance", BigDecimal.valueOf(5));
    defaults.put("distances", List.of(BigDecimal.ONE));
    defaults.put("force2D", Boolean.FALSE);
    defaults.put("force2Ddimension", BigDecimal.ZERO);
    defaults.put("resegmentRange", null);
    defaults.put("resegmentMode", "absolute");
    defaults.put("resegmentShape", Boolean.FALSE);
    defaults.put("correctMask", Boolean.FALSE);
    defaults.put("geometryTolerance", null);
    defaults.put("binWidth", BigDecimal.valueOf(25));
    defaults.put("binCount", null);
    defaults.put("voxelArrayShift", BigDecimal.ZERO);
    defaults.put("symmetricalGLCM", Boolean.TRUE);
    defaults.put("weightingNorm", null);
    defaults.put("gldm_a", BigDecimal.ZERO);
    return defaults;
  }

  /** Whether the defaults here are those of a version; a build between two releases is unknown. */
  static boolean known(String version) {
    return KNOWN.matcher(version).matches();
  }

  /** Default settings under what was set. */
  static Map<String, @Nullable Object> fill(Map<String, @Nullable Object> set) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(SETTINGS);
    result.putAll(set);
    return result;
  }

  /**
   * Default arguments of an image type under what was set, for the type itself or for all. Without
   * knowledge of the version nothing is filled in, hence a separate call.
   */
  static Map<String, @Nullable Object> arguments(
      String imageType, Map<String, @Nullable Object> set, Map<String, @Nullable Object> settings) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    IMAGE_TYPES
        .getOrDefault(imageType, Map.of())
        .forEach((name, value) -> result.put(name, settings.getOrDefault(name, value)));
    result.putAll(set);
    return result;
  }
}
