package ai.kaapana.clinical.importer.mapping.language;

import java.util.List;

/**
 * How a row names its patient.
 *
 * @param column the column with the key
 * @param key what the key is
 * @param steps how the key is rewritten before it is compared, in order
 * @param requireImaging what a patient without imaging means
 */
public record SubjectRule(
    String column, SubjectKey key, List<IdStep> steps, RequireImaging requireImaging) {

  /** Copies the list. */
  public SubjectRule {
    steps = List.copyOf(steps);
  }

  /** The DICOM attribute that the key column holds. */
  public enum SubjectKey {
    /** (0010,0020). */
    PATIENT_ID("PatientID"),
    /** (0008,0050). */
    ACCESSION_NUMBER("AccessionNumber"),
    /** (0020,000D). */
    STUDY_UID("StudyInstanceUID"),
    /** (0020,000E). */
    SERIES_UID("SeriesInstanceUID");

    private final String keyword;

    SubjectKey(String keyword) {
      this.keyword = keyword;
    }

    /** The DICOM keyword, as the mapping writes it. */
    public String keyword() {
      return keyword;
    }
  }

  /** What a patient without imaging means. */
  public enum RequireImaging {
    /** A warning for each. */
    WARN,
    /** The patient's rows are rejected. */
    ERROR,
    /** Nothing. */
    IGNORE
  }
}
