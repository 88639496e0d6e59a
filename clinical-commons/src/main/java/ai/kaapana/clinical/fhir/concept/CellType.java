package ai.kaapana.clinical.fhir.concept;

/** What a cell of the concept's column holds. */
public enum CellType {
  /** A double. */
  NUMBER,
  /** A code, and the source text in a second column {@code <column>_text}. */
  CODED,
  /** A bare code of FHIR itself, such as {@code female}. */
  CODE,
  /** An ISO date of any precision. */
  DATE,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** Time in days and event 0 or 1, in two columns. */
  SURVIVAL,
  /** A number or a text, whichever the dataset has. */
  ANY
}
