package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.util.List;

/** What became of a cell. */
sealed interface Reading {
  /** Nothing is stated. */
  record Missing() implements Reading {}

  /**
   * A value.
   *
   * @param notes what is worth saying about it although it was taken
   */
  record Value(FactValue value, List<ImportIssue> notes) implements Reading {
    public Value {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Something that is no value of the column.
   *
   * @param detail completes the message; no value of a patient
   */
  record Bad(ImportIssue issue, String detail) implements Reading {}

  static Reading of(FactValue value) {
    return new Value(value, List.of());
  }

  static Reading bad(ImportIssue issue) {
    return new Bad(issue, "");
  }
}
