package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.code.Ucum;
import ai.kaapana.clinical.radiomics.reader.AbsentReason;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;

/**
 * Maps what a file says about a feature to a Quantity or to a reason.
 *
 * <p><b>Why</b> reasons: a FHIR decimal cannot be NaN or infinite, and a failed value must never be
 * a number.
 */
final class FeatureValues {

  private FeatureValues() {}

  /** The number with the digits of the file, or empty if there is none. */
  static Optional<Quantity> quantity(FeatureValue value, String unit) {
    return value instanceof FeatureValue.Number number
        ? Optional.of(Ucum.quantity(plain(number.value()), unit))
        : Optional.empty();
  }

  /** A store writes {@code 1.5e+06} out, and what comes back would count as another number. */
  private static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** Why there is no number; the reader's own code stands in the text. */
  static CodeableConcept reason(FeatureValue value) {
    return value instanceof FeatureValue.Absent absent
        ? concept(code(absent.reason())).setText(absent.reason().code())
        : error();
  }

  /** The reason of a region whose extraction failed. */
  static CodeableConcept error() {
    return concept("error");
  }

  private static CodeableConcept concept(String code) {
    return new CodeableConcept().addCoding(new Coding(CodeSystems.DATA_ABSENT_REASON, code, null));
  }

  private static String code(AbsentReason reason) {
    return switch (reason) {
      case NOT_A_NUMBER -> "not-a-number";
      case POSITIVE_INFINITY -> "positive-infinity";
      case NEGATIVE_INFINITY -> "negative-infinity";
      case EMPTY -> "not-performed";
      case COMPLEX, OUT_OF_RANGE, UNPARSABLE, ERROR -> "error";
    };
  }
}
