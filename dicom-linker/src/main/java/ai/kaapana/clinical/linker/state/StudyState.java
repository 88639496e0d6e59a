package ai.kaapana.clinical.linker.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the linker remembers of a study.
 *
 * @param fingerprint of what the PACS listed when the study was last settled
 * @param patient to whom it was linked
 * @param attempts failures in a row
 * @param lastError stable code of the last failure
 * @param ownResources ImagingStudy and BodyStructures
 * @param shared references of the Endpoint and Devices
 */
public record StudyState(
    String studyUid,
    StudyStatus status,
    String fingerprint,
    Optional<PatientKey> patient,
    int attempts,
    Optional<Instant> nextTry,
    Optional<String> lastError,
    Optional<Instant> linkedAt,
    int ownResources,
    List<String> shared) {}
