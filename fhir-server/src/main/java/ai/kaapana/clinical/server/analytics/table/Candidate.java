package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import org.jspecify.annotations.Nullable;

/** A value that may become a cell. */
record Candidate(Value value, @Nullable Moment when, TimeAxis axis) {}
