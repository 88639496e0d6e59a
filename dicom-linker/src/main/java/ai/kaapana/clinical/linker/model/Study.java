package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;

/**
 * A DICOM study as far as the linker understands it.
 *
 * <p>Source: DICOM PS3.3 section C.7.2.1 (General Study).
 *
 * @param accession AccessionNumber
 * @param accessionIssuer (0008,0051) as a URI, where it states a universal id
 * @param series in the order of their numbers, then UIDs
 */
public record Study(
    String uid,
    PatientIdentity patient,
    Moment started,
    Optional<String> accession,
    Optional<String> accessionIssuer,
    Optional<String> studyId,
    Optional<String> description,
    List<Code> procedures,
    List<String> reasons,
    TimeAxis timeAxis,
    List<Series> series) {}
