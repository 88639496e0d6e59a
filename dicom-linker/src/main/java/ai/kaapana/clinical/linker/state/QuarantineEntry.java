package ai.kaapana.clinical.linker.state;

import java.time.Instant;

/** A study that could not be linked: where it is and why, no content. */
public record QuarantineEntry(
    long id, String studyUid, String code, Instant firstAt, Instant lastAt, int attempts) {}
