package ai.kaapana.clinical.radiomics.feature;

/**
 * What the unit and the IBSI code of a feature depend on.
 *
 * @param modality DICOM modality of the image, empty if unknown
 * @param normalized whether the intensities were normalised before extraction
 * @param shifted whether voxelArrayShift was other than 0
 */
public record Extraction(String modality, boolean normalized, boolean shifted) {

  private static final String COMPUTED_TOMOGRAPHY = "CT";

  /** Whether the intensities that the features saw are Hounsfield units. */
  boolean hounsfield() {
    return COMPUTED_TOMOGRAPHY.equals(modality) && !normalized;
  }
}
