package ai.kaapana.clinical.fhir.code;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;

/** UCUM codes in use, and quantities that carry them. */
public final class Ucum {

  public static final String ONE = "1";
  public static final String YEAR = "a";
  public static final String MONTH = "mo";
  public static final String WEEK = "wk";
  public static final String DAY = "d";
  public static final String MILLIMETRE = "mm";
  public static final String SQUARE_MILLIMETRE = "mm2";
  public static final String CUBIC_MILLIMETRE = "mm3";
  public static final String KILOGRAM = "kg";
  public static final String CENTIMETRE = "cm";

  /** Hounsfield unit. */
  public static final String HOUNSFIELD = "[hnsf'U]";

  private Ucum() {}

  /** A quantity whose unit is written out as system, code and display, also for {@code 1}. */
  public static Quantity quantity(BigDecimal value, String code) {
    return new Quantity().setValue(value).setUnit(code).setSystem(CodeSystems.UCUM).setCode(code);
  }
}
