package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.Value;

/** What became of the candidates of a cell. */
sealed interface Picked {

  Picked NOTHING = new Nothing();

  /** The cell stays empty. */
  record Nothing() implements Picked {}

  record One(Value value) implements Picked {}

  /** A number computed from several values, in the unit of the column. */
  record Computed(double number) implements Picked {}

  /** To choose would be to guess. */
  record Refused(AnalyticsCode code, String competing) implements Picked {}
}
