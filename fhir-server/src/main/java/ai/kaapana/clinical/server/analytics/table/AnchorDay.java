package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import java.time.temporal.ChronoUnit;

/** The day from which a row's windows count, and the axis it lies on. */
record AnchorDay(Moment moment, TimeAxis axis) {

  /** Whole days from the anchor; negative = before. */
  long daysTo(Moment other) {
    return ChronoUnit.DAYS.between(moment.day(), other.day());
  }
}
