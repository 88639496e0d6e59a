package ai.kaapana.clinical.linker.link;

/** What becomes of a study that has no PatientID: nothing is guessed about identity. */
public enum MissingPatientId {
  /** It goes into quarantine. */
  QUARANTINE,
  /** It is linked to a Patient of its own, whose identifier is made of the study's UID. */
  PLACEHOLDER_PER_STUDY,
  /** It is left out and counted as skipped. */
  SKIP
}
