package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.server.rest.EndpointInterceptor;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Writes lines for what changes nothing.
 *
 * <ul>
 *   <li>Reads: before the first byte goes out; if the line cannot be stored, nothing goes out.
 *   <li>Operations: before they run, since they write their answers themselves.
 *   <li>Refusals by rights: when they are answered.
 * </ul>
 */
@Interceptor
@Component
final class AuditOfRequests implements EndpointInterceptor {

  private static final Set<RestOperationTypeEnum> READS =
      Set.of(
          RestOperationTypeEnum.READ,
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.HISTORY_INSTANCE,
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.GET_PAGE,
          RestOperationTypeEnum.TRANSACTION,
          RestOperationTypeEnum.BATCH);

  private static final Set<RestOperationTypeEnum> OPERATIONS =
      Set.of(
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

  private final AuditTrail trail;
  private final AuditLines lines;

  AuditOfRequests(AuditTrail trail, AuditLines lines) {
    this.trail = trail;
    this.lines = lines;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void executed(RequestDetails request, RestOperationTypeEnum operation) {
    if (OPERATIONS.contains(operation)) {
      trail.add(lines.counted(request, Callers.current(), "E", 0));
    }
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void read(RequestDetails request, IBaseResource answer) {
    if (!READS.contains(request.getRestOperationType())) {
      return;
    }
    var touched = new Touched();
    if (answer instanceof Bundle bundle && !"Bundle".equals(request.getResourceName())) {
      bundle.getEntry().stream()
          .filter(Bundle.BundleEntryComponent::hasResource)
          .forEach(entry -> touched.add(entry.getResource()));
      var onlyWrites = touched.isEmpty() && isTransaction(request);
      if (onlyWrites) {
        return;
      }
    } else if (answer instanceof Resource resource) {
      touched.add(resource);
    }
    var caller = Callers.current();
    trail.add(
        caller.kind() == Caller.Kind.SERVICE
            ? lines.counted(request, caller, "R", touched.count())
            : lines.full(request, caller, "R", AuditLines.SUCCESS, touched));
  }

  private static boolean isTransaction(RequestDetails request) {
    return request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        || request.getRestOperationType() == RestOperationTypeEnum.BATCH;
  }

  @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
  public void refused(RequestDetails request, BaseServerResponseException answer) {
    if (answer.getStatusCode() == 403) {
      Callers.find()
          .ifPresent(
              caller ->
                  trail.add(lines.full(request, caller, "E", AuditLines.REFUSED, new Touched())));
    }
  }
}
