package ai.kaapana.clinical.radiomics.reader;

/** The character between whole and fraction. */
public enum DecimalMark {
  POINT,
  COMMA
}
