package ai.kaapana.clinical.linker.model;

import java.util.Optional;

/**
 * A reference from a derived object to what it was made from.
 *
 * @param target the named series; nothing when only an instance is named and its series is unknown
 * @param targetInstance the named instance where its series is unknown
 * @param resolved whether the target is in this study or in another linked one
 */
public record Edge(
    String sourceInstance,
    String sourceSeries,
    DerivedKind kind,
    Optional<SeriesKey> target,
    Optional<String> targetInstance,
    boolean resolved) {}
