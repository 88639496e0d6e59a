package ai.kaapana.clinical.server.analytics.spec;

/** One entry of {@code where}: it holds if any value satisfies the condition. */
public sealed interface Criterion {

  Condition condition();

  /** About a clinical value of the patient. */
  record OfConcept(String concept, Condition condition) implements Criterion {}

  /** About a feature of a ROI of the row. */
  record OfFeature(String feature, Condition condition) implements Criterion {}
}
