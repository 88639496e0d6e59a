package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.time.PartialDate;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.CodeTarget;
import java.math.BigDecimal;
import java.util.List;

/**
 * A value of a patient as the table states it. Values are equal when they mean the same: {@code 0}
 * and {@code 0.0} are. No {@code toString} shows them.
 */
sealed interface FactValue {

  /**
   * A number with its unit.
   *
   * @param value the number, without trailing zeros
   * @param unit UCUM code, empty without one
   * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or empty
   */
  record Number(BigDecimal value, String unit, String comparator) implements FactValue {
    public Number {
      value = plain(value);
    }

    @Override
    public String toString() {
      return "Number";
    }
  }

  /**
   * A code with the text of the source.
   *
   * @param targets what the text became; empty if it has no code
   */
  record Code(List<CodeTarget> targets, String text) implements FactValue {
    public Code {
      targets = List.copyOf(targets);
    }

    @Override
    public String toString() {
      return "Code";
    }
  }

  /** A text. */
  record Text(String text) implements FactValue {
    @Override
    public String toString() {
      return "Text";
    }
  }

  /** A date of any precision. */
  record Day(PartialDate date) implements FactValue {
    @Override
    public String toString() {
      return "Day";
    }
  }

  /** A truth value. */
  record Truth(boolean value) implements FactValue {
    @Override
    public String toString() {
      return "Truth";
    }
  }

  /**
   * A survival: time and event belong together.
   *
   * @param days the time in days
   * @param event whether the event happened; false is censored
   * @param text the event as the source has it
   * @param origin from when the time counts, may be empty
   * @param death whether the event is the patient's death
   */
  record Survival(BigDecimal days, boolean event, String text, String origin, boolean death)
      implements FactValue {
    public Survival {
      days = plain(days);
    }

    @Override
    public String toString() {
      return "Survival";
    }
  }

  private static BigDecimal plain(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
