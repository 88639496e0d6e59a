package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.time.PartialDate;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule;
import java.util.Optional;

/**
 * One thing that a row states about its patient.
 *
 * @param rule the column that states it; for a survival the column of the time
 * @param occurrence what tells it from other values of the same concept
 * @param date when it holds
 * @param value the value
 * @param row the row that states it
 */
record Fact(
    ColumnRule rule, String occurrence, Optional<PartialDate> date, FactValue value, long row) {

  Concept concept() {
    return rule.concept();
  }

  /** What the fact is about, without its value. */
  Key key() {
    return new Key(concept().name(), occurrence);
  }

  /** Concept and occurrence. */
  record Key(String concept, String occurrence) {}

  /** Value and date together: facts with equal content repeat each other. */
  Content content() {
    return new Content(value, date);
  }

  /** What a fact says. */
  record Content(FactValue value, Optional<PartialDate> date) {}

  @Override
  public String toString() {
    return "Fact[row=" + row + "]";
  }
}
