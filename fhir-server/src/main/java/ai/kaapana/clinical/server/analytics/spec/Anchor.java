package ai.kaapana.clinical.server.analytics.spec;

import org.jspecify.annotations.Nullable;

/** The day from which windows count. */
public sealed interface Anchor {

  /** The day of the row's study; at level patient of the earliest. */
  record Imaging() implements Anchor {}

  /** The day of the diagnosis. */
  record Diagnosis() implements Anchor {}

  /** The day of a clinical fact. */
  record OfConcept(String concept, @Nullable Pick pick) implements Anchor {}
}
