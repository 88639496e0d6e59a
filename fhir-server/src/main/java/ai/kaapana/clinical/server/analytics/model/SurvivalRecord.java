package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * An imported survival time.
 *
 * @param unit UCUM code of the time
 * @param event whether the event was seen; null = not stated
 */
public record SurvivalRecord(
    String patient, String endpoint, double time, @Nullable String unit, @Nullable Boolean event) {}
