package ai.kaapana.clinical.server.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit.
 *
 * @param id number of the line; 0 before it is stored
 * @param recorded when the request was answered or committed
 * @param requestId ties the line to the log lines of the request
 * @param action FHIR's letter: create, read, update, delete, execute
 * @param interaction for example {@code transaction}, {@code search-type} or {@code $joint-table}
 * @param outcome FHIR's digit: 0 success, 4 refused
 * @param agent name of the person or service
 * @param agentKind {@code person}, {@code service}, {@code notebook} or {@code unproven}
 * @param onBehalfOf the user for whom a service works, as the service states it
 * @param resourceType type of the request, or null
 * @param entities resources as {@code Type/id}
 * @param patients Patients that they are about, as {@code Patient/id}
 * @param entityCount number of resources, also where they are not named
 */
record AuditRecord(
    long id,
    Instant recorded,
    String requestId,
    String action,
    String interaction,
    String outcome,
    String agent,
    String agentKind,
    @Nullable String onBehalfOf,
    @Nullable String resourceType,
    List<String> entities,
    List<String> patients,
    int entityCount) {

  /** Holds ids of patients, so it never goes to a log. */
  @Override
  public String toString() {
    return "AuditRecord[" + id + "]";
  }
}
