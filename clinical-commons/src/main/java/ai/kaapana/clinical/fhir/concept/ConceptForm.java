package ai.kaapana.clinical.fhir.concept;

/** The FHIR path at which the value of a concept lives. */
public enum ConceptForm {
  /** {@code Patient.gender}. */
  PATIENT_GENDER,
  /** {@code Patient.birthDate}. */
  PATIENT_BIRTH_DATE,
  /** {@code Patient.deceased[x]}. */
  PATIENT_DECEASED,
  /** {@code Condition.code}. */
  CONDITION_CODE,
  /** {@code Condition.onsetAge}. */
  CONDITION_ONSET_AGE,
  /** Extension {@code histology} of Condition, a CodeableConcept. */
  CONDITION_HISTOLOGY,
  /** {@code Observation.valueQuantity}. */
  OBSERVATION_QUANTITY,
  /** {@code Observation.valueCodeableConcept}. */
  OBSERVATION_CODE,
  /** {@code Observation.value[x]} as the dataset has it: quantity, code or text. */
  OBSERVATION_ANY,
  /** One Observation with the time as value and the event as component. */
  SURVIVAL
}
