package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * A live Patient.
 *
 * @param key the resource's id, by which others refer to it
 * @param patientId the PatientID of DICOM
 * @param deceased whether the patient is known to have died
 * @param died when, if a day is known
 */
public record PatientRecord(
    String key, String patientId, boolean deceased, @Nullable Moment died) {}
