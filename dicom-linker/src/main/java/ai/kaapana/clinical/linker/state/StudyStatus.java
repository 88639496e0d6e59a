package ai.kaapana.clinical.linker.state;

import java.util.Locale;

/** Where a study stands. */
public enum StudyStatus {
  /** The FHIR server has confirmed all that the study needs. */
  LINKED,
  /** Something it needs is not there yet; it is tried again by itself. */
  WAITING,
  /** It cannot be linked; a person has to look. */
  QUARANTINED;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StudyStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
