package ai.kaapana.clinical.server.analytics.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finished table: nothing about it can fail any more when it is written.
 *
 * @param snapshot when the store was read
 * @param specHash SHA-256 of the request in canonical form
 * @param counts what was found, by name
 */
public record TableResult(
    int rows, List<Column> columns, Instant snapshot, String specHash, Map<String, Long> counts) {

  public TableResult {
    columns = List.copyOf(columns);
  }
}
