package ai.kaapana.clinical.linker.model;

import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * What one study says of its patient, with the study's place in time.
 *
 * @param date StudyDate as YYYY-MM-DD, empty when unknown
 * @param time StudyTime as HH:MM:SS, empty when unknown
 */
public record StudyPatient(String studyUid, String date, String time, PatientIdentity identity) {

  /** Newest first; the UID decides between equal times, so that no order of arrival matters. */
  public static final Comparator<StudyPatient> NEWEST_FIRST =
      Comparator.comparing(StudyPatient::date)
          .thenComparing(StudyPatient::time)
          .thenComparing(StudyPatient::studyUid)
          .reversed();

  /** Returns the statement of a study. */
  public static StudyPatient of(Study study) {
    return new StudyPatient(
        study.uid(),
        study.started().date().map(Object::toString).orElse(""),
        study.started().time().map(t -> t.format(DateTimeFormatter.ISO_LOCAL_TIME)).orElse(""),
        study.patient());
  }
}
