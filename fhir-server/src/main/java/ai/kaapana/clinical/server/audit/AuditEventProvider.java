package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.server.audit.AuditTrail.Question;
import ai.kaapana.clinical.server.rest.FhirLimits;
import ai.kaapana.clinical.server.rest.FhirOperationProvider;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * AuditEvent, read from the append-only table, for administrators alone; newest first.
 *
 * <p>Paging goes by the number of the last line, so lines that are added meanwhile move nothing.
 */
@Component
final class AuditEventProvider implements IResourceProvider, FhirOperationProvider {

  private static final String BEFORE = "before";

  private final AuditTrail trail;
  private final FhirLimits limits;

  AuditEventProvider(AuditTrail trail, FhirLimits limits) {
    this.trail = trail;
    this.limits = limits;
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  @Read
  public AuditEvent read(@IdParam IdType id) {
    requireAdmin();
    if (!id.isIdPartValidLong()) {
      throw new ResourceNotFoundException(id);
    }
    return trail.find(Question.line(id.getIdPartAsLong()), 1).stream()
        .map(AuditEvents::of)
        .findFirst()
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  @Search
  public Bundle search(
      RequestDetails request,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
      @OptionalParam(name = "entity") @Nullable ReferenceParam entity,
      @OptionalParam(name = BEFORE) @Nullable NumberParam before,
      @Count @Nullable Integer count) {
    requireAdmin();
    var size = count == null || count < 1 ? limits.defaultPage() : Math.min(count, limits.page());
    var question =
        new Question(
            null,
            before == null ? null : before.getValue().longValueExact(),
            date == null ? null : instant(date.getLowerBoundAsInstant()),
            date == null ? null : after(date.getUpperBoundAsInstant()),
            patient == null ? null : "Patient/" + patient.getIdPart(),
            entity == null ? null : entity.getResourceType() + "/" + entity.getIdPart());
    return bundle(trail.find(question, size + 1), size, request);
  }

  private static Bundle bundle(List<AuditRecord> found, int size, RequestDetails request) {
    var bundle = new Bundle().setType(BundleType.SEARCHSET);
    bundle.addLink().setRelation("self").setUrl(request.getCompleteUrl());
    found.stream()
        .limit(size)
        .map(AuditEvents::of)
        .forEach(
            event ->
                bundle
                    .addEntry()
                    .setFullUrl(request.getFhirServerBase() + "/AuditEvent/" + event.getIdPart())
                    .setResource(event));
    if (found.size() > size) {
      var last = found.get(size - 1).id();
      bundle.addLink().setRelation("next").setUrl(next(request, last));
    }
    return bundle;
  }

  private static String next(RequestDetails request, long last) {
    var kept =
        request.getParameters().entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals(BEFORE))
            .flatMap(
                parameter ->
                    Stream.of(parameter.getValue())
                        .map(value -> encode(parameter.getKey()) + "=" + encode(value)));
    var query = Stream.concat(kept, Stream.of(BEFORE + "=" + last));
    return request.getFhirServerBase() + "/AuditEvent?" + query.collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static @Nullable Instant after(@Nullable Date upper) {
    return upper == null ? null : upper.toInstant().plusMillis(1);
  }

  private static void requireAdmin() {
    if (!Callers.current().admin()) {
      throw new Refusal(403, FhirServerCode.ACCESS_ADMIN);
    }
  }
}
