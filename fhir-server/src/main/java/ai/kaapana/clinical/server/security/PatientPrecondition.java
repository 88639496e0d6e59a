package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;

/**
 * Refuses to change an existing Patient without If-Match.
 *
 * <p>Why: two feeders write one Patient element by element; a write that did not say which version
 * it merged into could take the other's elements away. HAPI's hooks on resources never see the
 * If-Match of an entry, so the entries without one are noted when the transaction begins. The hook
 * before the commit runs only for a real change, so writing again what is there needs no If-Match;
 * a Patient that was deleted does not exist any more.
 */
@Interceptor
final class PatientPrecondition {

  private static final String WITHOUT_MATCH = PatientPrecondition.class.getName();

  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void note(IBaseBundle bundle, RequestDetails request) {
    Set<String> without =
        ((Bundle) bundle)
            .getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Patient)
                .filter(entry -> entry.getRequest().getMethod() == HTTPVerb.PUT)
                .filter(entry -> !entry.getRequest().hasIfMatch())
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .collect(Collectors.toSet());
    request.getUserData().put(WITHOUT_MATCH, without);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void check(IBaseResource before, IBaseResource after, RequestDetails request) {
    var existing = ResourceMetadataKeyEnum.DELETED_AT.get(before) == null;
    if (existing && after instanceof Patient patient && lacksMatch(patient, request)) {
      throw new Refusal(428, FhirServerCode.WRITE_PRECONDITION);
    }
  }

  private static boolean lacksMatch(Patient patient, RequestDetails request) {
    if (request.getUserData().get(WITHOUT_MATCH) instanceof Set<?> without) {
      return without.contains(patient.getIdElement().getIdPart());
    }
    return request.getRestOperationType() == RestOperationTypeEnum.UPDATE
        && request.getHeader(Constants.HEADER_IF_MATCH) == null;
  }
}
