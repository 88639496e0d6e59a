package ai.kaapana.clinical.linker.mapping;

import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What an installation decides about the mapping.
 *
 * @param pacsName name of the PACS, from which the id of its Endpoint is derived
 * @param publicUrl DICOMweb root as users reach it, without a trailing slash
 * @param patientSystem identifier system of PatientIDs
 * @param issuers identifier systems by issuer text or universal id; others keep the one system
 * @param zone zone of times without an offset; without one only dates are stated
 * @param timeAxis {@code real}, {@code shifted} or {@code event}, where it is declared
 * @param instanceDetail which instances are listed
 * @param instanceCap instances of a study above which {@code ALL} lists derived ones only
 * @param studyIdSystem identifier system of StudyID; without one it is not stated
 */
public record MappingRules(
    String pacsName,
    URI publicUrl,
    String patientSystem,
    Map<String, String> issuers,
    Optional<ZoneId> zone,
    Optional<String> timeAxis,
    InstanceDetail instanceDetail,
    int instanceCap,
    Optional<String> studyIdSystem) {

  /** Which SOP instances an ImagingStudy lists; all of them are counted. */
  public enum InstanceDetail {
    /** None. */
    NONE,
    /** Segmentations, structure sets, reports, key objects and their like. */
    DERIVED_ONLY,
    /** All. */
    ALL
  }

  /** Returns the identifier system for PatientIDs of an issuer. */
  public String systemFor(Optional<String> issuer, Optional<String> universalIssuer) {
    return issuer
        .map(issuers::get)
        .or(() -> universalIssuer.map(issuers::get))
        .orElse(patientSystem);
  }
}
