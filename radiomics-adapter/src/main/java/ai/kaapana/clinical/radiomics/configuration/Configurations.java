package ai.kaapana.clinical.radiomics.configuration;

import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration of each result of one file, from its diagnostics and the parameter file.
 *
 * <p>The label of the mask is no part of it: it says which region was measured, not how, and stands
 * in the identity of the panel anyway. Else every segment would have a configuration of its own.
 *
 * <p>A failed case writes no diagnostics, or zeros for features that nobody asked for; it was run
 * with the settings of its neighbours in the same block.
 */
public final class Configurations {

  private static final String UNKNOWN = "unknown";

  /** Settings that say which voxels, not how. */
  private static final List<String> TARGET_SETTINGS = List.of("label", "label_channel");

  private static final Map<String, List<String>> ALL_CLASSES =
      Map.of(
          "shape",
          List.of(),
          "firstorder",
          List.of(),
          "glcm",
          List.of(),
          "glrlm",
          List.of(),
          "glszm",
          List.of(),
          "gldm",
          List.of(),
          "ngtdm",
          List.of());

  private final FeatureCatalogue catalogue;
  private final @Nullable ParameterFile parameters;
  private final @Nullable String declaredName;
  private final Map<Key, ExtractorConfiguration> known = new HashMap<>();
  private final Map<Integer, ExtractorConfiguration> ofBlock = new HashMap<>();

  /**
   * For one file.
   *
   * @param declaredName name given by the user; it alone can tell settings apart that nobody
   *     recorded
   */
  public Configurations(
      FeatureCatalogue catalogue,
      @Nullable ParameterFile parameters,
      @Nullable String declaredName) {
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.declaredName = declaredName;
  }

  /** What the configuration of a result depends on. */
  private record Key(
      @Nullable Object version,
      @Nullable Object settings,
      @Nullable Object imageTypes,
      @Nullable Object form,
      List<FeatureName> features) {}

  /** Whether the parameter file names another setting or image type than the result does. */
  public boolean contradicts(RoiResult result) {
    if (parameters == null) {
      return false;
    }
    var settings = map(result.diagnostics().get("Configuration_Settings"));
    var types = map(result.diagnostics().get("Configuration_EnabledImageTypes"));
    return (settings != null && differ(settings, parameters))
        || (types != null && !same(types, parameters.imageTypes()));
  }

  private static boolean differ(Map<String, @Nullable Object> recorded, ParameterFile parameters) {
    return parameters.settings().entrySet().stream()
        .filter(set -> !TARGET_SETTINGS.contains(set.getKey()))
        .anyMatch(
            set ->
                !recorded.containsKey(set.getKey())
                    || !same(recorded.get(set.getKey()), set.getValue()));
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return CanonicalJson.write(one).equals(CanonicalJson.write(other));
  }

  /** Remembers what a result says about its block; call it for all before asking for any. */
  public void learn(RoiResult result) {
    if (!result.failed()) {
      own(result).ifPresent(configuration -> ofBlock.putIfAbsent(result.block(), configuration));
    }
  }

  /** The configuration of a result, or empty if nothing says how it was made. */
  public Optional<ExtractorConfiguration> of(RoiResult result) {
    var own = own(result);
    return own.isPresent() && !(result.failed() && ofBlock.containsKey(result.block()))
        ? own
        : ofFailed(result.block());
  }

  /** The configuration of a failed case in a block, or empty if nothing tells. */
  public Optional<ExtractorConfiguration> ofFailed(int block) {
    return Optional.ofNullable(ofBlock.getOrDefault(block, only()));
  }

  /** The one configuration of a file whose failed case stands in a block of its own. */
  private @Nullable ExtractorConfiguration only() {
    var distinct = ofBlock.values().stream().distinct().toList();
    return distinct.size() == 1 ? distinct.getFirst() : null;
  }

  private Optional<ExtractorConfiguration> own(RoiResult result) {
    var diagnostics = result.diagnostics();
    var recorded = map(diagnostics.get("Configuration_Settings"));
    var form = diagnostics.get("Form");
    if (result.tool() != Tool.PYRADIOMICS) {
      return Optional.of(plain(result, form));
    }
    if (recorded == null && parameters == null && declaredName == null && form == null) {
      return Optional.empty();
    }
    var key =
        new Key(
            diagnostics.get("Versions_PyRadiomics"),
            recorded,
            map(diagnostics.get("Configuration_EnabledImageTypes")),
            form,
            result.measurements().stream().map(Measurement::name).toList());
    return Optional.of(known.computeIfAbsent(key, this::build));
  }

  /** The configuration of a tool that reads no parameter file of PyRadiomics. */
  private ExtractorConfiguration plain(RoiResult result, @Nullable Object form) {
    var mitk = result.tool() == Tool.MITK;
    Map<String, @Nullable Object> tree =
        mitk ? MitkConfiguration.tree(result, declaredName) : new TreeMap<>();
    if (!mitk) {
      tree.put("form", form);
      tree.put("declaredName", declaredName);
    }
    var version = mitk ? MitkConfiguration.version(result) : "";
    tree.put("tool", result.tool().title());
    tree.put("version", version.isEmpty() ? null : version);
    tree.put("featureClasses", byClass(result.measurements().stream().map(Measurement::name)));
    return configuration(
        result.tool(), version, tree, mitk && MitkConfiguration.isComplete(result));
  }

  private static ExtractorConfiguration configuration(
      Tool tool, String version, Map<String, @Nullable Object> tree, boolean complete) {
    var canonical = Paths.strip(CanonicalJson.write(tree));
    return new ExtractorConfiguration(
        tool,
        version.isEmpty() ? UNKNOWN : version,
        sha256(canonical),
        canonical,
        complete ? Completeness.COMPLETE : Completeness.PARTIAL,
        false,
        false,
        null);
  }

  private ExtractorConfiguration build(Key key) {
    var version = key.version() == null ? "" : key.version().toString().strip();
    var settings = map(key.settings());
    var types = map(key.imageTypes());
    if (settings == null && parameters != null) {
      settings = parameters.settings();
    }
    if (types == null && parameters != null) {
      types = new LinkedHashMap<>(parameters.imageTypes());
    }
    var complete = PyradiomicsDefaults.known(version) && settings != null && types != null;
    return describe(key, version, settings, types, complete);
  }

  private ExtractorConfiguration describe(
      Key key,
      String version,
      @Nullable Map<String, @Nullable Object> settings,
      @Nullable Map<String, @Nullable Object> types,
      boolean complete) {
    var plain = version.startsWith("v") ? version.substring(1) : version;
    Map<String, @Nullable Object> filled =
        settings == null ? Map.of() : PyradiomicsDefaults.fill(withoutTarget(settings));
    Map<String, @Nullable Object> tree = new TreeMap<>();
    tree.put("tool", Tool.PYRADIOMICS.title());
    tree.put("version", plain.isEmpty() ? null : plain);
    tree.put("imageTypes", types == null ? null : arguments(types, filled));
    tree.put("settings", settings == null ? null : filled);
    tree.put("featureClasses", features(key.features()));
    if (key.form() != null) {
      tree.put("form", key.form());
    }
    if (settings == null) {
      tree.put("declaredName", declaredName);
    }
    var canonical = Paths.strip(CanonicalJson.write(tree));
    return new ExtractorConfiguration(
        Tool.PYRADIOMICS,
        plain.isEmpty() ? UNKNOWN : plain,
        sha256(canonical),
        canonical,
        complete ? Completeness.COMPLETE : Completeness.PARTIAL,
        same(filled.get("normalize"), Boolean.TRUE),
        settings == null || !same(filled.get("voxelArrayShift"), 0),
        parameters == null ? null : parameters.text());
  }

  private static Map<String, @Nullable Object> withoutTarget(Map<String, @Nullable Object> set) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(set);
    TARGET_SETTINGS.forEach(result::remove);
    return result;
  }

  private static Map<String, Object> arguments(
      Map<String, @Nullable Object> types, Map<String, @Nullable Object> settings) {
    var result = new TreeMap<String, Object>();
    types.forEach(
        (type, set) -> {
          var given = map(set);
          result.put(
              type,
              PyradiomicsDefaults.arguments(type, given == null ? Map.of() : given, settings));
        });
    return result;
  }

  /** Which features of which classes; a case that gave none takes them from the parameter file. */
  private Map<String, ?> features(List<FeatureName> names) {
    var result = byClass(names.stream());
    return result.isEmpty() && parameters != null ? asked(parameters) : result;
  }

  private static Map<String, TreeSet<String>> byClass(Stream<FeatureName> names) {
    var result = new TreeMap<String, TreeSet<String>>();
    names.forEach(
        name ->
            result
                .computeIfAbsent(name.featureClass(), key -> new TreeSet<>())
                .add(name.feature()));
    return result;
  }

  /** No class named means all for volumes; a class without names means all of its defaults. */
  private Map<String, Set<String>> asked(ParameterFile file) {
    var result = new TreeMap<String, Set<String>>();
    var classes = file.featureClasses().isEmpty() ? ALL_CLASSES : file.featureClasses();
    classes.forEach(
        (name, features) ->
            result.put(
                name, features.isEmpty() ? catalogue.defaults(name) : new TreeSet<>(features)));
    return result;
  }

  private static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    return result;
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
