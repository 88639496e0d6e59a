package ai.kaapana.clinical.fhir.patient;

/** An element of Patient that several sources may state and one function decides. */
public enum PatientElement {
  GENDER("gender"),
  BIRTH_DATE("birthDate"),
  DECEASED("deceased");

  private final String code;

  PatientElement(String code) {
    this.code = code;
  }

  /** Name of the FHIR element. */
  public String code() {
    return code;
  }
}
