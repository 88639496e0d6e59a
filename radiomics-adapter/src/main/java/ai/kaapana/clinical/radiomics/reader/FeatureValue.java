package ai.kaapana.clinical.radiomics.reader;

import java.math.BigDecimal;

/** What a result file says about a feature: a number or the reason why there is none. */
public sealed interface FeatureValue {

  /** The text in the file. */
  String literal();

  /** A number with exactly the digits of the file. */
  record Number(BigDecimal value, String literal) implements FeatureValue {}

  /** No number. */
  record Absent(AbsentReason reason, String literal) implements FeatureValue {}
}
