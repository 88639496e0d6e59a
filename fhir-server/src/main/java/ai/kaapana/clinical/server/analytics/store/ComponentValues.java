package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.server.analytics.model.FeatureSet;
import java.util.List;

/** What the components of a panel hold; NaN = a feature without a value. */
@SuppressWarnings("ArrayRecordComponent") // handed over once
record ComponentValues(FeatureSet features, double[] values) {

  static final ComponentValues NONE =
      new ComponentValues(FeatureSet.of(List.of(), List.of(), List.of()), new double[0]);
}
