package ai.kaapana.clinical.linker.state;

import org.jspecify.annotations.Nullable;

/** A reference from a derived object to its source, as recorded. */
public record EdgeRow(
    String studyUid,
    String sourceInstance,
    String sourceSeries,
    String kind,
    @Nullable String targetStudy,
    @Nullable String targetSeries,
    @Nullable String targetInstance,
    boolean resolved) {}
