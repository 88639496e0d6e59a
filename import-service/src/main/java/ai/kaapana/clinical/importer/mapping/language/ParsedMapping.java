package ai.kaapana.clinical.importer.mapping.language;

import java.util.List;

/** A mapping file after reading: valid, or all that is wrong with it. */
public sealed interface ParsedMapping {
  /** A valid mapping. */
  record Valid(TableMapping mapping) implements ParsedMapping {}

  /** Everything that is wrong, in the order of the file. */
  record Invalid(List<MappingProblem> problems) implements ParsedMapping {
    /** Copies the list. */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
