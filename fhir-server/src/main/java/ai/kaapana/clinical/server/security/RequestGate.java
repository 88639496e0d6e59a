package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.server.rest.EndpointInterceptor;
import ai.kaapana.clinical.server.rest.FhirLimits;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.springframework.stereotype.Component;

/**
 * Lets only the interactions through that this server offers, whatever else the libraries carry,
 * and looks into every entry of a bundle, since an entry is a request of its own.
 */
@Interceptor
@Component
final class RequestGate implements EndpointInterceptor {

  private static final Set<RestOperationTypeEnum> OFFERED =
      Set.of(
          RestOperationTypeEnum.METADATA,
          RestOperationTypeEnum.READ,
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.HISTORY_INSTANCE,
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.GET_PAGE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.DELETE,
          RestOperationTypeEnum.TRANSACTION,
          RestOperationTypeEnum.BATCH,
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

  private static final Pattern WRITE_URL =
      Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})");
  private static final Pattern READ_URL =
      Pattern.compile("[A-Z][A-Za-z]+(/[A-Za-z0-9.-]{1,64}(/_history(/\\d+)?)?)?(\\?.*)?");

  private final FhirLimits limits;

  RequestGate(FhirLimits limits) {
    this.limits = limits;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request, RestOperationTypeEnum operation) {
    if (!OFFERED.contains(operation)) {
      throw new Refusal(405, FhirServerCode.OPERATION_UNKNOWN);
    }
    if (operation == RestOperationTypeEnum.TRANSACTION
        || operation == RestOperationTypeEnum.BATCH) {
      if (!(request.getResource() instanceof Bundle bundle)) {
        throw new Refusal(400, FhirServerCode.INVALID);
      }
      check(bundle);
    }
  }

  private void check(Bundle bundle) {
    if (bundle.getEntry().size() > limits.entries()) {
      throw new Refusal(413, FhirServerCode.BUNDLE_SIZE);
    }
    var transaction = bundle.getType() == BundleType.TRANSACTION;
    if (!transaction && bundle.getType() != BundleType.BATCH) {
      throw new Refusal(400, FhirServerCode.BUNDLE_TYPE);
    }
    var written = new HashSet<String>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      var entry = bundle.getEntry().get(i);
      var place = "Bundle.entry[" + i + "].request";
      var method = entry.getRequest().getMethod();
      if (method == HTTPVerb.GET) {
        require(READ_URL.matcher(url(entry)).matches(), FhirServerCode.OPERATION_UNKNOWN, place);
      } else {
        require(transaction, FhirServerCode.BUNDLE_TYPE, place);
        checkWrite(entry, place);
        require(written.add(url(entry)), FhirServerCode.BUNDLE_DUPLICATE, place);
      }
    }
  }

  private static void checkWrite(BundleEntryComponent entry, String place) {
    var request = entry.getRequest();
    var method = request.getMethod();
    var target = WRITE_URL.matcher(url(entry));
    require(
        (method == HTTPVerb.PUT || method == HTTPVerb.DELETE)
            && target.matches()
            && !request.hasIfNoneExist()
            && !request.hasIfNoneMatch()
            && !request.hasIfModifiedSince(),
        FhirServerCode.WRITE_METHOD,
        place);
    if (method == HTTPVerb.PUT) {
      var resource = entry.getResource();
      require(
          resource != null
              && resource.fhirType().equals(target.group(1))
              && target.group(2).equals(resource.getIdElement().getIdPart()),
          FhirServerCode.WRITE_ID,
          place);
    }
  }

  private static String url(BundleEntryComponent entry) {
    return String.valueOf(entry.getRequest().getUrl());
  }

  private static void require(boolean holds, FhirServerCode code, String place) {
    if (!holds) {
      throw new Refusal(400, code, null, List.of(place));
    }
  }
}
