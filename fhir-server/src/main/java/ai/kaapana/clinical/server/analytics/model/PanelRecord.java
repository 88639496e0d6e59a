package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * A panel: the features of one ROI under one configuration.
 *
 * @param key the resource's id
 * @param roi what was measured; null for a panel accepted without a link to an image
 * @param label label of the ROI as the extraction stated it
 * @param values aligned with the kept features; NaN = no value
 */
@SuppressWarnings("ArrayRecordComponent") // a compact row; never compared and never changed
public record PanelRecord(
    String key,
    String patient,
    @Nullable RoiKey roi,
    @Nullable String label,
    ConfigurationRef configuration,
    @Nullable Moment when,
    FeatureSet features,
    double[] values) {

  /** The value of a feature, or NaN if there is none. */
  public double value(String feature) {
    var position = features.positions().get(feature);
    return position == null ? Double.NaN : values[position];
  }

  /** Whether the feature has a value here. */
  public boolean has(String feature) {
    return !Double.isNaN(value(feature));
  }
}
