package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.importer.issue.Finding;
import java.util.List;

/**
 * What one row states.
 *
 * @param row the row's number
 * @param rejected whether the row as a whole is rejected
 * @param facts its facts; none of a rejected row
 * @param findings what is to say about its cells
 */
record RowFacts(long row, boolean rejected, List<Fact> facts, List<Finding> findings) {
  RowFacts {
    facts = List.copyOf(facts);
    findings = List.copyOf(findings);
  }
}
