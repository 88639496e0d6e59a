package ai.kaapana.clinical.radiomics.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A parameter file of PyRadiomics.
 *
 * @param imageTypes image type to its arguments
 * @param featureClasses class to the features asked for, empty list for all
 * @param settings what the user set
 * @param text the file, directories taken out
 */
public record ParameterFile(
    Map<String, Map<String, @Nullable Object>> imageTypes,
    Map<String, List<String>> featureClasses,
    Map<String, @Nullable Object> settings,
    String text) {

  private static final int LARGEST = 1 << 20;
  private static final int DEEPEST = 20;
  private static final List<String> SECTIONS =
      List.of("imageType", "inputImage", "featureClass", "setting", "voxelSetting");

  /** The content of a file, or empty if it is no plain YAML mapping with PyRadiomics' sections. */
  public static Optional<ParameterFile> parse(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(LARGEST);
    options.setTagInspector(tag -> false);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(yaml);
      return root instanceof Map<?, ?> map && SECTIONS.containsAll(map.keySet())
          ? Optional.of(of(map, yaml))
          : Optional.empty();
    } catch (YAMLException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ParameterFile of(Map<?, ?> root, String yaml) {
    var types =
        section(root.containsKey("imageType") ? root.get("imageType") : root.get("inputImage"));
    var imageTypes = new LinkedHashMap<String, Map<String, @Nullable Object>>();
    types.forEach((name, arguments) -> imageTypes.put(name, section(arguments)));
    if (imageTypes.isEmpty()) {
      imageTypes.put("Original", Map.of());
    }
    var classes = new LinkedHashMap<String, List<String>>();
    section(root.get("featureClass"))
        .forEach(
            (name, features) ->
                classes.put(
                    name,
                    features instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of()));
    return new ParameterFile(imageTypes, classes, section(root.get("setting")), Paths.strip(yaml));
  }

  /** A section that is absent or empty holds nothing. */
  private static Map<String, @Nullable Object> section(@Nullable Object value) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
      default -> throw new IllegalArgumentException("A section is no mapping");
    }
    return result;
  }
}
