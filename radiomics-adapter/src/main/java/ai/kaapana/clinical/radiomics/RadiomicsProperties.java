package ai.kaapana.clinical.radiomics;

import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.service.config.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the radiomics adapter.
 *
 * @param promoted features that also become single Observations, by the tool's names
 * @param retry how waiting results are tried again
 * @param withdrawInterval how often stored panels are checked against their images and the names of
 *     their configurations, and files against the retention
 * @param retention how long a file is kept after it was last sent; absent = for good. Without its
 *     file a result cannot be brought into a restored store by a forced run
 * @param rowsAtOnce results that are resolved, mapped and written together
 * @param limits what a file may hold
 * @param pickup what is said of files that arrive in the bucket
 */
@ConfigurationProperties("clinical.radiomics")
public record RadiomicsProperties(
    @DefaultValue({
          "original_shape_MeshVolume",
          "original_shape_Maximum3DDiameter",
          "original_firstorder_Mean",
          "original_firstorder_Entropy"
        })
        List<String> promoted,
    @DefaultValue Retry retry,
    @DefaultValue("1h") Duration withdrawInterval,
    @Nullable Duration retention,
    @DefaultValue("50") int rowsAtOnce,
    @DefaultValue Limits limits,
    @DefaultValue Pickup pickup) {

  /**
   * What is said of files that arrive in the bucket, as a request would say it.
   *
   * @param configurationName name of the extractor's configuration; absent = derived
   * @param dataset to which results without image belong
   * @param columns target field to column name, where it differs from the usual names
   * @param pathColumn column with a path; absent = Mask
   * @param pathPattern regular expression with named groups over that column
   * @param acceptUnlinked whether results without image are stored
   */
  public record Pickup(
      @Nullable String configurationName,
      @Nullable String dataset,
      @DefaultValue Map<String, String> columns,
      @Nullable String pathColumn,
      @Nullable String pathPattern,
      @DefaultValue("false") boolean acceptUnlinked) {}

  /**
   * How waiting results are tried again: after {@code first}, then after twice as long each time,
   * up to {@code longest}.
   *
   * @param interval how often due results are looked for
   */
  public record Retry(
      @DefaultValue("10s") Duration interval,
      @DefaultValue("15s") Duration first,
      @DefaultValue("1h") Duration longest) {}

  /**
   * What a file may hold.
   *
   * @param columns most columns
   * @param cellCharacters longest cell
   * @param recordCharacters longest row
   * @param rows most results
   */
  public record Limits(
      @DefaultValue("50000") int columns,
      @DefaultValue("100000") int cellCharacters,
      @DefaultValue("8000000") int recordCharacters,
      @DefaultValue("200000") long rows) {}

  public RadiomicsProperties {
    promoted = List.copyOf(promoted);
    require(
        promoted.stream().allMatch(name -> FeatureName.parseAny(name).isPresent()),
        "promoted",
        "names of features such as original_shape_MeshVolume");
    require(positive(retry.interval()), "retry.interval", "more than nothing");
    require(positive(retry.first()), "retry.first", "more than nothing");
    require(retry.longest().compareTo(retry.first()) >= 0, "retry.longest", "at least retry.first");
    require(positive(withdrawInterval), "withdraw-interval", "more than nothing");
    require(retention == null || positive(retention), "retention", "more than nothing");
    require(rowsAtOnce >= 1 && rowsAtOnce <= 500, "rows-at-once", "a number from 1 to 500");
    require(limits.columns() >= 1, "limits.columns", "at least 1");
    require(limits.cellCharacters() >= 1_000, "limits.cell-characters", "at least 1000");
    require(
        limits.recordCharacters() >= limits.cellCharacters(),
        "limits.record-characters",
        "at least limits.cell-characters");
    require(limits.rows() >= 1, "limits.rows", "at least 1");
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String name, String wanted) {
    if (!holds) {
      throw new ConfigurationException(
          "clinical.radiomics." + name, "is out of range", "Use " + wanted + ".");
    }
  }
}
