package ai.kaapana.clinical.linker.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What one study says of its patient.
 *
 * <p>Source: DICOM PS3.3 section C.7.1.1 (Patient) and (0012,0062).
 *
 * @param patientId in comparison form, nothing when missing
 * @param issuer IssuerOfPatientID as text
 * @param universalIssuer (0010,0024) > (0040,0032) with type ISO or URI, as a URI
 * @param sex {@code male}, {@code female}, {@code other}, {@code unknown} (FHIR codes), or nothing
 * @param deidentified whether (0012,0062) says YES
 */
public record PatientIdentity(
    Optional<String> patientId,
    Optional<String> issuer,
    Optional<String> universalIssuer,
    Optional<PersonName> name,
    Optional<String> sex,
    Optional<LocalDate> birthDate,
    boolean deidentified) {

  /** Shows nothing: every part is a patient's value. */
  @Override
  public String toString() {
    return "PatientIdentity[phi]";
  }
}
