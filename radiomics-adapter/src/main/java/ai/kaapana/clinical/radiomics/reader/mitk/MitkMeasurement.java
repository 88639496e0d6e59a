package ai.kaapana.clinical.radiomics.reader.mitk;

import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.MitkName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.DecimalMark;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.NumberText;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the elements of an XML file say about its one region. */
final class MitkMeasurement {

  private final Map<String, String> inputs = new LinkedHashMap<>();
  private final Set<String> maskInstances = new LinkedHashSet<>();
  private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> settings = new LinkedHashMap<>();
  private final Map<String, String> attributes = new HashMap<>();
  private final List<Feature> features = new ArrayList<>();
  private String version = "";
  private String setting = "";

  private record Feature(String featureClass, String name, String setting, String literal) {

    String plainName() {
      return featureClass + "::" + name;
    }

    FeatureName of(Set<String> ambiguous) {
      return ambiguous.contains(plainName())
          ? MitkName.of(featureClass, setting, name)
          : MitkName.of(featureClass, name);
    }
  }

  /** An element begins; what was told of the one around it is done with. */
  void begin() {
    attributes.clear();
  }

  void attribute(String name, @Nullable String value) {
    attributes.put(name, value == null ? "" : value);
  }

  /** An element has ended. */
  void element(String path, String text) {
    switch (path) {
      case "measurement/measurementMethod/version" -> version = text.strip();
      case "measurement/image/seriesInstanceUID" -> input("ImageSeriesUID", text);
      case "measurement/image/filePath" -> input("Image", text);
      case "measurement/mask/seriesInstanceUID" -> input("SegSeriesUID", text);
      case "measurement/mask/filePath" -> input("Mask", text);
      case "measurement/mask/sopInstanceUIDs/sopInstanceUID" -> maskInstances.add(text.strip());
      case "measurement/parameters/parameter" -> parameters.put(attribute("name"), text.strip());
      case "measurement/features/feature" -> feature(text);
      case "measurement/featureSettings/featureSetting/parameter" ->
          settings
              .computeIfAbsent(setting, key -> new LinkedHashMap<>())
              .put(attribute("name"), text.strip());
      default -> {}
    }
  }

  /** A setting's name stands at the element around its parameters. */
  void setting() {
    setting = attribute("name");
  }

  private void input(String name, String text) {
    if (!text.isBlank()) {
      inputs.put(name, text.strip());
    }
  }

  private String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  private void feature(String text) {
    features.add(
        new Feature(attribute("class"), attribute("name"), attribute("setting"), text.strip()));
  }

  int size() {
    return features.size() + parameters.size() + settings.size() + maskInstances.size();
  }

  boolean isEmpty() {
    return features.isEmpty();
  }

  /** Whether one feature has two values under one setting. */
  boolean contradicts() {
    var literals = new HashMap<FeatureName, String>();
    var ambiguous = ambiguous();
    return features.stream()
        .anyMatch(
            feature -> {
              var before = literals.putIfAbsent(feature.of(ambiguous), feature.literal());
              return before != null && !before.equals(feature.literal());
            });
  }

  /** Names that stand under several settings; each then carries its setting. */
  private Set<String> ambiguous() {
    var settings = new HashMap<String, Set<String>>();
    for (var feature : features) {
      settings.computeIfAbsent(feature.plainName(), n -> new HashSet<>()).add(feature.setting());
    }
    settings.values().removeIf(set -> set.size() == 1);
    return settings.keySet();
  }

  RoiResult result(long line) {
    if (maskInstances.size() == 1) {
      inputs.put("SegSOPInstanceUID", maskInstances.iterator().next());
    }
    var ambiguous = ambiguous();
    var measurements = new LinkedHashMap<FeatureName, Measurement>();
    for (var feature : features) {
      var name = feature.of(ambiguous);
      var value = NumberText.read(feature.literal(), DecimalMark.POINT);
      measurements.putIfAbsent(name, new Measurement(name, value));
    }
    Map<String, @Nullable Object> diagnostics = new LinkedHashMap<>();
    diagnostics.put("Version", version);
    diagnostics.put("Parameters", parameters);
    diagnostics.put("FeatureSettings", settings);
    return new RoiResult(
        1, line, 0, Tool.MITK, inputs, diagnostics, List.copyOf(measurements.values()));
  }
}
