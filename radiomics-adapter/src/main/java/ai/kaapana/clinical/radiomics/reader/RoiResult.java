package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.feature.Tool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one region of interest: a row of a CSV, an object of a JSON file or an XML file.
 *
 * @param row number of the result in the file, from 1, headers not counted
 * @param line line of the file where it ends
 * @param block number of the header or of the JSON root value it belongs to, from 0; an appended
 *     run starts a new block
 * @param inputs what the file says about image, mask and patient, by the names of the file
 * @param diagnostics what the tool says about the run; dict and list where the value was one
 * @param measurements features in the order of the file
 */
public record RoiResult(
    long row,
    long line,
    int block,
    Tool tool,
    Map<String, String> inputs,
    Map<String, @Nullable Object> diagnostics,
    List<Measurement> measurements) {

  /** From so many features on, all of them zero is a failure and no coincidence. */
  private static final int MANY = 10;

  private static final String FIRST_ORDER = "First Order";
  private static final String VOLUME = "volume";

  /** Whether the tool gave no value at all. */
  public boolean empty() {
    return measurements.stream().allMatch(RoiResult::isEmpty);
  }

  /** Whether the extraction of the region failed, whatever the tool wrote instead of values. */
  public boolean failed() {
    return empty() || zeroVector();
  }

  /** Whether MITK computed nothing but the class that Kaapana's stock form asks for. */
  public boolean firstOrderOnly() {
    return tool == Tool.MITK
        && !measurements.isEmpty()
        && measurements.stream().allMatch(m -> m.name().featureClass().equals(FIRST_ORDER));
  }

  /**
   * Whether TotalSegmentator left the region out: volume 0 stands for one that touches the border
   * of the image as well as for one that is not there.
   */
  public boolean leftOut() {
    return tool == Tool.TOTALSEGMENTATOR
        && measurements.stream().anyMatch(m -> m.name().feature().equals(VOLUME) && isZero(m));
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
