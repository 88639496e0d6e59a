package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import ai.kaapana.clinical.radiomics.feature.FeatureName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sorts the columns or keys of a result into inputs, diagnostics and features, by name. */
final class Columns {

  static final String DIAGNOSTICS = "diagnostics_";

  /** What a column holds. */
  sealed interface Kind {
    record Input(String name) implements Kind {}

    record Diagnostic(String name) implements Kind {}

    record Feature(FeatureName name) implements Kind {}
  }

  private static final String CONFIGURATION = "Configuration_";

  private final Map<String, Kind> kinds = new HashMap<>();
  private final Map<String, @Nullable Object> literals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, @Nullable Object> eldest) {
          return size() > 16;
        }
      };

  Kind kind(String column) {
    return kinds.computeIfAbsent(column, Columns::classify);
  }

  private static Kind classify(String column) {
    if (column.startsWith(DIAGNOSTICS)) {
      return new Kind.Diagnostic(column.substring(DIAGNOSTICS.length()));
    }
    Optional<FeatureName> feature = FeatureName.parse(column);
    return feature.<Kind>map(Kind.Feature::new).orElseGet(() -> new Kind.Input(column));
  }

  /**
   * The value of a diagnostic cell. Only the configuration is taken apart, because nothing else is
   * used; the same few texts stand in every row.
   */
  @Nullable Object diagnostic(String name, String text) {
    if (!name.startsWith(CONFIGURATION)) {
      return text;
    }
    if (!literals.containsKey(text)) {
      literals.put(text, literal(text));
    }
    return literals.get(text);
  }

  /** A text that is no Python literal is kept as it is and later counts as unknown settings. */
  private static @Nullable Object literal(String text) {
    try {
      return text.isBlank() ? null : PythonLiteral.parse(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
