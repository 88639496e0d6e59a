package ai.kaapana.clinical.radiomics.feature;

/** How a PyRadiomics value relates to the value that IBSI defines under its code. */
public enum Agreement {
  /** The same number, up to the tolerances of IBSI. */
  EQUAL,
  /** The same number only if no voxelArrayShift was applied. */
  CONDITIONAL,
  /** Another number that can be converted (kurtosis: minus 3); the raw value carries no code. */
  CONVERT,
  /** IBSI defines no such feature. */
  NONE
}
