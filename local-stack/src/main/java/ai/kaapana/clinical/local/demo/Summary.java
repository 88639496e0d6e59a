package ai.kaapana.clinical.local.demo;

/**
 * The outcome of a load.
 *
 * @param patients live Patients in the store
 * @param studies live ImagingStudies
 * @param panels panels of radiomics features that are not entered in error
 * @param rows rows of the joint table
 * @param written resources that the feeders created or updated
 * @param unchanged resources that were as stated already
 */
public record Summary(
    long patients, long studies, long panels, long rows, long written, long unchanged) {

  /** The line for machines, always in this form. */
  public String line() {
    return "demo: patients=%d studies=%d panels=%d rows=%d written=%d unchanged=%d"
        .formatted(patients, studies, panels, rows, written, unchanged);
  }
}
