package ai.kaapana.clinical.server.analytics.spec;

import org.jspecify.annotations.Nullable;

/** An imaging column; without a pick, series of a row that differ are refused. */
public record ImagingColumn(ImagingAttribute attribute, @Nullable Pick pick) {}
