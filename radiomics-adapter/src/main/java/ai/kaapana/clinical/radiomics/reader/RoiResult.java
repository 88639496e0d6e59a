package ai.kaapana.clinical.radiomics.reader;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one region of interest: a row of a CSV or an object of a JSON file.
 *
 * @param row number of the result in the file, from 1, headers not counted
 * @param line line of the file where it ends
 * @param block number of the header or of the JSON root value it belongs to, from 0; an appended
 *     run starts a new block
 * @param inputs the columns of the user's batch file, by name
 * @param diagnostics what PyRadiomics says about the run, by name without {@code diagnostics_};
 *     dict and list where the value was one
 * @param measurements features in the order of the file
 */
public record RoiResult(
    long row,
    long line,
    int block,
    Map<String, String> inputs,
    Map<String, @Nullable Object> diagnostics,
    List<Measurement> measurements) {

  /** From so many features on, all of them zero is a failure and no coincidence. */
  private static final int MANY = 10;

  /** Whether the tool gave no value at all. */
  public boolean empty() {
    return measurements.stream().allMatch(RoiResult::isEmpty);
  }

  /** Whether every feature is zero, which no real region can be. */
  public boolean zeroVector() {
    return !measurements.isEmpty()
        && measurements.stream().allMatch(RoiResult::isZero)
        && (measurements.size() >= MANY
            || measurements.stream().anyMatch(m -> m.name().featureClass().startsWith("shape")));
  }

  private static boolean isEmpty(Measurement measurement) {
    return measurement.value() instanceof FeatureValue.Absent(AbsentReason reason, String text)
        && reason == AbsentReason.EMPTY;
  }

  private static boolean isZero(Measurement measurement) {
    return measurement.value() instanceof FeatureValue.Number(var value, var text)
        && value.signum() == 0;
  }
}
