package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.feature.FeatureName;

/** A feature and what the file says about it. */
public record Measurement(FeatureName name, FeatureValue value) {}
