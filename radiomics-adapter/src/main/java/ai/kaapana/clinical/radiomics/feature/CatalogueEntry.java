package ai.kaapana.clinical.radiomics.feature;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One feature of a tool.
 *
 * @param unit UCUM with {@code I} for the unit of the image intensity
 * @param ibsi four letters, or empty where IBSI has no such feature
 * @param byDefault whether the tool computes it when nothing is configured
 * @param low smallest plausible value, null if open
 * @param high largest plausible value, null if open
 * @param aggregation over directions, null where there are none or it is not told apart
 */
public record CatalogueEntry(
    Tool tool,
    String featureClass,
    String feature,
    String unit,
    String ibsi,
    Agreement agreement,
    boolean byDefault,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    @Nullable Aggregation aggregation) {

  /** Whether a value lies in the range that the definition of the feature allows. */
  boolean plausible(BigDecimal value) {
    return (low == null || value.compareTo(low) >= 0)
        && (high == null || value.compareTo(high) <= 0);
  }
}
