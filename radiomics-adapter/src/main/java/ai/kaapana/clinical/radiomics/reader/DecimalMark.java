package ai.kaapana.clinical.radiomics.reader;

/** The character between whole and fraction. */
enum DecimalMark {
  POINT,
  COMMA
}
