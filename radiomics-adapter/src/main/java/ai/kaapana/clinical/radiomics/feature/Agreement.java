package ai.kaapana.clinical.radiomics.feature;

/** How the value of a tool relates to the value that IBSI defines under its code. */
public enum Agreement {
  /** The same number, up to the tolerances of IBSI. */
  EQUAL,
  /** The same number only if no voxelArrayShift was applied. */
  CONDITIONAL,
  /** Another number that can be converted (kurtosis: minus 3); the raw value carries no code. */
  CONVERT,
  /** The definition is the same, but the tool gives another number; it carries no code. */
  DIFFERENT,
  /** IBSI defines no such feature. */
  NONE
}
