package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.NumberForm;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.CodeTarget;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The meaning of one column.
 *
 * @param column the column's name
 * @param concept the concept of the library that its values are
 * @param part which part of the concept the column holds
 * @param type how a cell is read
 * @param unit the UCUM code of the unit in which the numbers are written, empty without one
 * @param codes what each source text becomes
 * @param onUnmapped what happens to a text that is not in codes
 * @param missing texts that mean "no value" in this column, beside those of the source
 * @param range the smallest and greatest number allowed
 * @param basis clinical, pathologic or other, where the concept has one
 * @param origin from when a survival time counts, as text
 * @param death whether an event of this column is the patient's death
 * @param numbers how numbers are written
 * @param dateFormats how dates are written
 * @param partial whether dates without day or month are accepted
 * @param comparators whether {@code <5} is a value
 * @param dateColumn the column with the date of the value
 * @param optional whether a table without this column is accepted
 * @param daysPerMonth how a time in months becomes days
 */
public record ColumnRule(
    String column,
    Concept concept,
    Part part,
    CellForm type,
    String unit,
    Map<String, List<CodeTarget>> codes,
    OnUnmapped onUnmapped,
    List<String> missing,
    Optional<Range> range,
    Optional<String> basis,
    String origin,
    boolean death,
    NumberForm numbers,
    List<String> dateFormats,
    boolean partial,
    boolean comparators,
    Optional<String> dateColumn,
    boolean optional,
    BigDecimal daysPerMonth) {

  /** Copies the collections. */
  public ColumnRule {
    codes = Map.copyOf(codes);
    missing = List.copyOf(missing);
    dateFormats = List.copyOf(dateFormats);
  }

  /** Which part of a concept a column holds. */
  public enum Part {
    /** The value. */
    VALUE,
    /** The time of a survival. */
    SURVIVAL_TIME,
    /** The event of a survival. */
    SURVIVAL_EVENT
  }

  /** How a cell is read. */
  public enum CellForm {
    /** A number. */
    DECIMAL,
    /** A whole number. */
    INTEGER,
    /** A text that becomes a code. */
    CODE,
    /** A date. */
    DATE,
    /** A truth value. */
    BOOLEAN,
    /** A text that stays one. */
    TEXT
  }

  /** What happens to a text without code. */
  public enum OnUnmapped {
    /** It is stored as text without code. */
    TEXT,
    /** It is not imported. */
    REJECT
  }

  /** A closed interval. */
  public record Range(BigDecimal least, BigDecimal greatest) {
    /** Whether a number lies in it. */
    public boolean holds(BigDecimal value) {
      return value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
    }
  }
}
