package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.http.RequestId;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the lines of the audit from a request, its caller and what it touched. */
@Component
class AuditLines {

  static final String SUCCESS = "0";
  static final String REFUSED = "4";

  private static final String UNPROVEN = "unproven";

  private final Clock clock;

  AuditLines(Clock clock) {
    this.clock = clock;
  }

  /** A line that names the resources. */
  AuditRecord full(
      RequestDetails request, Caller caller, String action, String outcome, Touched touched) {
    return new AuditRecord(
        0,
        clock.instant(),
        requestId(request),
        action,
        interaction(request),
        outcome,
        caller.name(),
        caller.kind().name().toLowerCase(Locale.ROOT),
        caller.onBehalfOf(),
        isBundle(request) ? null : request.getResourceName(),
        touched.entities(),
        touched.patients(),
        touched.count());
  }

  /** A line that only counts the resources. */
  AuditRecord counted(RequestDetails request, Caller caller, String action, int count) {
    var line = full(request, caller, action, SUCCESS, new Touched());
    return new AuditRecord(
        0,
        line.recorded(),
        line.requestId(),
        line.action(),
        line.interaction(),
        line.outcome(),
        line.agent(),
        line.agentKind(),
        line.onBehalfOf(),
        line.resourceType(),
        line.entities(),
        line.patients(),
        count);
  }

  /**
   * A line about a request that HAPI does not see.
   *
   * @param caller null where no token proves one
   */
  AuditRecord plain(
      HttpServletRequest request,
      @Nullable Caller caller,
      String action,
      String interaction,
      String outcome,
      int count) {
    return new AuditRecord(
        0,
        clock.instant(),
        RequestId.of(request),
        action,
        interaction,
        outcome,
        caller == null ? UNPROVEN : caller.name(),
        caller == null ? UNPROVEN : caller.kind().name().toLowerCase(Locale.ROOT),
        caller == null ? null : caller.onBehalfOf(),
        null,
        List.of(),
        List.of(),
        count);
  }

  private static String requestId(RequestDetails request) {
    return request instanceof ServletRequestDetails servlet && servlet.getServletRequest() != null
        ? RequestId.of(servlet.getServletRequest())
        : "none";
  }

  /** HAPI leaves the type of the last entry in the request of a bundle. */
  private static boolean isBundle(RequestDetails request) {
    return request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        || request.getRestOperationType() == RestOperationTypeEnum.BATCH;
  }

  private static String interaction(RequestDetails request) {
    if (request.getOperation() != null && request.getOperation().startsWith("$")) {
      return request.getOperation();
    }
    var type = request.getRestOperationType();
    return type == null ? "none" : Objects.requireNonNullElse(type.getCode(), type.name());
  }
}
