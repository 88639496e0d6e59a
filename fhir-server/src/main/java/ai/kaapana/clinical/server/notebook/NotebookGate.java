package ai.kaapana.clinical.server.notebook;

import ai.kaapana.clinical.server.rest.EndpointInterceptor;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Holds notebooks to reading: what is not listed here is refused, whatever the server offers to
 * people. That a cohort is not stored, the owners of resources see to.
 */
@Interceptor
@Component
final class NotebookGate implements EndpointInterceptor {

  private static final Set<RestOperationTypeEnum> READS =
      Set.of(
          RestOperationTypeEnum.METADATA,
          RestOperationTypeEnum.READ,
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.GET_PAGE);

  private static final Set<String> OPERATIONS =
      Set.of("$sql-run", "$variables", "$joint-table", "$cohort");

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request, RestOperationTypeEnum operation) {
    var notebook =
        Callers.find().filter(caller -> caller.kind() == Caller.Kind.NOTEBOOK).isPresent();
    var extended = operation == RestOperationTypeEnum.EXTENDED_OPERATION_SERVER;
    var allowed =
        READS.contains(operation) || (extended && OPERATIONS.contains(request.getOperation()));
    if (notebook && !allowed) {
      throw new Refusal(403, FhirServerCode.ACCESS_OPERATION);
    }
  }
}
