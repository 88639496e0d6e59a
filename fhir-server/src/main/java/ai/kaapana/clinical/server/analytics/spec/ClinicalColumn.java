package ai.kaapana.clinical.server.analytics.spec;

import org.jspecify.annotations.Nullable;

/**
 * A clinical column.
 *
 * @param concept name or alias as asked
 * @param pick what to take of several values; null = several values are refused
 * @param window which values count; null = all
 * @param unit UCUM code of the cells; null = as stored
 */
public record ClinicalColumn(
    String concept, @Nullable Pick pick, @Nullable Window window, @Nullable String unit) {}
