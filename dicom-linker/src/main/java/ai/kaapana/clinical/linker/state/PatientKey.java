package ai.kaapana.clinical.linker.state;

/** Identifier system and PatientID. */
public record PatientKey(String system, String patientId) {

  /** Shows nothing: a PatientID is a patient's value. */
  @Override
  public String toString() {
    return "PatientKey[phi]";
  }
}
