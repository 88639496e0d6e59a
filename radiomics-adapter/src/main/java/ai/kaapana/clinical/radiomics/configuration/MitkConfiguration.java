package ai.kaapana.clinical.radiomics.configuration;

import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How MITK computed a result.
 *
 * <p>The XML tells parameters and settings, the CSV only the revision of the software. Bins are
 * counted over the range of each image unless a range is set, so values of two patients need not be
 * comparable; the settings are recorded for whoever compares them.
 */
final class MitkConfiguration {

  /** Parameters that say where files lie and what is shown, not how values come about. */
  private static final Set<String> NOT_HOW =
      Set.of(
          "image",
          "mask",
          "morph-mask",
          "output",
          "xml-output",
          "logfile",
          "header",
          "first-line-header",
          "decimal-point",
          "description",
          "output-mode",
          "save-image-screenshots",
          "saveImage",
          "saveMask",
          "encode-parameter");

  private static final Pattern VERSION = Pattern.compile("\\(mitk: ([0-9.]+[^)]*)\\)");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");
  private static final String MINIMUM = "minimum-intensity";
  private static final String MAXIMUM = "maximum-intensity";

  private MitkConfiguration() {}

  /** The software, empty if the file does not say. */
  static String version(RoiResult result) {
    var text = String.valueOf(result.diagnostics().getOrDefault("Version", "")).strip();
    var found = VERSION.matcher(text);
    return found.find() ? found.group(1) : text;
  }

  /** Whether the file says all that the values depend on and all classes that matter are there. */
  static boolean isComplete(RoiResult result) {
    var version = version(result);
    return !version.isEmpty()
        && !REVISION.matcher(version).matches()
        && result.diagnostics().get("Parameters") instanceof Map<?, ?> parameters
        && !parameters.isEmpty()
        && !result.firstOrderOnly();
  }

  /** What is known, to be written in one way only. */
  static Map<String, @Nullable Object> tree(RoiResult result, @Nullable String declaredName) {
    Map<String, @Nullable Object> tree = new TreeMap<>();
    tree.put("method", result.diagnostics().get("Version"));
    var parameters = map(result.diagnostics().get("Parameters"));
    if (parameters == null) {
      tree.put("parameters", null);
      tree.put("declaredName", declaredName);
      return tree;
    }
    parameters.keySet().removeAll(NOT_HOW);
    tree.put("parameters", parameters);
    var settings = map(result.diagnostics().get("FeatureSettings"));
    if (settings != null) {
      settings.replaceAll((name, set) -> corrected(map(set), parameters));
    }
    tree.put("featureSettings", settings);
    return tree;
  }

  /** MITK writes the upper bound of a setting under the name of the lower one. */
  private static @Nullable Object corrected(
      @Nullable Map<String, @Nullable Object> setting, Map<String, @Nullable Object> parameters) {
    var upper = parameters.get(MAXIMUM);
    if (setting != null && upper != null && upper.equals(setting.get(MINIMUM))) {
      setting.put(MAXIMUM, setting.remove(MINIMUM));
      if (parameters.get(MINIMUM) != null) {
        setting.put(MINIMUM, parameters.get(MINIMUM));
      }
    }
    return setting;
  }

  private static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    return result;
  }
}
