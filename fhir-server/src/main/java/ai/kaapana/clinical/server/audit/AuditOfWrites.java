package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes one line for each kind of change of a request, in the same database transaction. */
@Interceptor
final class AuditOfWrites {

  private final AuditTrail trail;
  private final AuditLines lines;

  AuditOfWrites(AuditTrail trail, AuditLines lines) {
    this.trail = trail;
    this.lines = lines;
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    written("C", resource, request);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
    written("U", after, request);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, RequestDetails request) {
    written("D", resource, request);
  }

  private void written(String action, IBaseResource resource, RequestDetails request) {
    if (!(request instanceof SystemRequestDetails)) {
      pending(request).add(action, (Resource) resource);
    }
  }

  /** The changes of the open transaction, written as lines just before it commits. */
  private PendingWrites pending(RequestDetails request) {
    if (TransactionSynchronizationManager.getResource(this) instanceof PendingWrites found) {
      return found;
    }
    var pending =
        new PendingWrites(
            (action, touched) ->
                trail.add(
                    lines.full(request, Callers.current(), action, AuditLines.SUCCESS, touched)),
            () -> TransactionSynchronizationManager.unbindResourceIfPossible(this));
    TransactionSynchronizationManager.bindResource(this, pending);
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }
}
