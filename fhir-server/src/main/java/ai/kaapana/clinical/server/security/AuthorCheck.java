package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.server.security.Ownership.Owned;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/**
 * Lets only its author, or an administrator, change or delete a result or a cohort, and only them
 * say by a Provenance where it comes from.
 *
 * <p>The author is the caller who made the resource, or made it again after it was deleted. The
 * server keeps the name beside the resource, so that nobody can state another one and a resource
 * reads the same whoever wrote it. A write that changes nothing is let through: two people store
 * results of one software, and both send the same Device.
 *
 * <p>It stands behind {@link OwnerCheck}, which lets people write nothing else than this.
 */
@Interceptor
final class AuthorCheck {

  private final Ownership ownership;
  private final Authors authors;

  AuthorCheck(Ownership ownership, Authors authors) {
    this.ownership = ownership;
    this.authors = authors;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    person(request).ifPresent(caller -> note((Resource) resource, caller));
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
    if (isDeleted(before)) {
      created(after, request);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, RequestDetails request) {
    person(request).ifPresent(caller -> check((Resource) resource, caller));
  }

  /** Behind all writes of the transaction, so that the authors of new targets are noted. */
  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void explained(IBaseResource resource, RequestDetails request) {
    if (resource instanceof Provenance provenance) {
      person(request).ifPresent(caller -> checkTargets(provenance, caller));
    }
  }

  /** Only a real change comes here. */
  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void changed(IBaseResource before, IBaseResource after, RequestDetails request) {
    person(request)
        .ifPresent(
            caller -> {
              if (!isDeleted(before)) {
                check((Resource) before, caller);
              }
              check((Resource) after, caller);
            });
  }

  /** The person who asks; services are told apart by the systems that they own. */
  private static Optional<Caller> person(RequestDetails request) {
    return request instanceof SystemRequestDetails
        ? Optional.empty()
        : Callers.find().filter(caller -> caller.kind() == Caller.Kind.PERSON);
  }

  private static boolean isDeleted(IBaseResource resource) {
    return ResourceMetadataKeyEnum.DELETED_AT.get(resource) != null;
  }

  private void note(Resource resource, Caller caller) {
    if (!(resource instanceof Provenance)
        && ownership.of(resource) instanceof Owned owned
        && owned.owner() == Owner.CALLER) {
      authors.note(resource.fhirType(), resource.getIdElement().getIdPart(), caller.name());
    }
  }

  private void check(Resource resource, Caller caller) {
    if (resource instanceof Provenance provenance) {
      checkTargets(provenance, caller);
    } else {
      require(resource.fhirType(), resource.getIdElement().getIdPart(), caller);
    }
  }

  private void checkTargets(Provenance provenance, Caller caller) {
    for (var target : provenance.getTarget()) {
      var id = target.getReferenceElement();
      require(id.getResourceType(), id.getIdPart(), caller);
    }
  }

  private void require(String type, String id, Caller caller) {
    if (!caller.admin() && authors.of(type, id).filter(caller.name()::equals).isEmpty()) {
      throw new Refusal(403, FhirServerCode.ACCESS_AUTHOR, null, List.of(type));
    }
  }
}
