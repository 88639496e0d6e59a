package ai.kaapana.clinical.fhir.id;

import java.text.Normalizer;

/** Comparison form of DICOM PatientIDs. */
public final class PatientIds {

  private PatientIds() {}

  /**
   * NFC, outer blanks cut because DICOM pads LO values (PS3.5 6.2); nothing else: case and leading
   * zeros count, since {@code 007} and {@code 7} can be two people.
   */
  public static String normalize(String patientId) {
    return Normalizer.normalize(patientId, Normalizer.Form.NFC).strip();
  }
}
