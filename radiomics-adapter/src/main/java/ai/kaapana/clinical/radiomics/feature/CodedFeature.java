package ai.kaapana.clinical.radiomics.feature;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A feature with what a reader of its value must know.
 *
 * @param unit UCUM code
 * @param ibsi IBSI code, present only if the value is the one that IBSI defines
 * @param entry the catalogue's line, empty for a feature that the tool does not document
 */
public record CodedFeature(
    FeatureName name, String unit, Optional<String> ibsi, Optional<CatalogueEntry> entry) {

  /** How directions were brought together, if the catalogue tells. */
  public Optional<Aggregation> aggregation() {
    return entry.flatMap(known -> Optional.ofNullable(known.aggregation()));
  }

  /** Whether a value lies in the range that the definition of the feature allows. */
  public boolean plausible(BigDecimal value) {
    return !name.unfiltered() || entry.map(known -> known.plausible(value)).orElse(true);
  }
}
