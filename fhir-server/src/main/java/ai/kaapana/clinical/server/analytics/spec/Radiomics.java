package ai.kaapana.clinical.server.analytics.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The radiomics part of a request.
 *
 * @param configuration name, hash or the beginning of a hash (from 8 characters)
 */
public record Radiomics(
    List<FeaturePattern> features,
    @Nullable String configuration,
    RoiFilter roi,
    @Nullable Reduce reduce) {

  /** No feature, every ROI. */
  public static final Radiomics NONE = new Radiomics(List.of(), null, RoiFilter.ALL, null);

  public Radiomics {
    features = List.copyOf(features);
  }
}
