package ai.kaapana.clinical.server.analytics.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds and so what can be asked for.
 *
 * @param concepts clinical concepts
 * @param survival endpoints with an imported pair
 * @param featureSets one per extractor configuration
 * @param imaging attributes of image series
 */
public record VariablesResult(
    Instant snapshot,
    List<Variable> concepts,
    List<Endpoint> survival,
    List<FeatureSetSummary> featureSets,
    List<Variable> imaging) {

  /**
   * A concept, a feature or an attribute.
   *
   * @param name under which it is asked for
   * @param type type of the column
   * @param patients patients with a value
   * @param values stored values
   * @param ranges of numbers, one per stored unit
   * @param levels the most frequent values of anything else
   * @param levelCount how many different values there are
   * @param dates first and last day, or null if no value has one
   */
  public record Variable(
      String name,
      String column,
      String display,
      ColumnType type,
      long patients,
      long values,
      List<Range> ranges,
      List<Level> levels,
      long levelCount,
      @Nullable Dates dates) {}

  /** Numbers in one unit. */
  public record Range(@Nullable String unit, long values, double min, double max) {}

  /** A value that is no number, and how often it is stored. */
  public record Level(String value, @Nullable String text, long values) {}

  /** First and last day. */
  public record Dates(LocalDate first, LocalDate last) {}

  /** An endpoint; times in days. */
  public record Endpoint(String name, long patients, long events, double min, double max) {}

  /**
   * The features under one configuration.
   *
   * @param failed panels of ROIs for which the extraction failed
   */
  public record FeatureSetSummary(
      String hash,
      @Nullable String configuration,
      @Nullable String completeness,
      long patients,
      long panels,
      long failed,
      @Nullable Dates dates,
      List<Variable> features) {}
}
