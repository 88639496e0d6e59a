package ai.kaapana.clinical.linker.state;

import org.jspecify.annotations.Nullable;

/** Something that was wrong with a linked study. */
public record FindingRow(
    String code,
    String severity,
    @Nullable String seriesUid,
    @Nullable String instanceUid,
    @Nullable String tag) {}
