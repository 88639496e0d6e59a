package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * One value of a clinical concept.
 *
 * @param patient key of the patient
 */
public record FactRecord(String patient, Value value, @Nullable Moment when, TimeAxis axis) {}
