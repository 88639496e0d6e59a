package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.server.security.Ownership.Owned;
import ai.kaapana.clinical.server.security.Ownership.Wrong;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/**
 * Refuses to write or delete what belongs to another part of the suite.
 *
 * <p>It stands at the storage, not at the routes, so that every way to a resource passes it; a
 * refusal rolls the whole transaction back. Since an id is a hash of type, system and value, nobody
 * can write over a foreign resource by claiming a system of his own.
 */
@Interceptor
final class OwnerCheck {

  private final Ownership ownership;
  private final Writers writers;
  private final ProvenanceTargets targets;

  OwnerCheck(Ownership ownership, Writers writers, ProvenanceTargets targets) {
    this.ownership = ownership;
    this.writers = writers;
    this.targets = targets;
  }

  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void note(IBaseBundle bundle, RequestDetails request) {
    ProvenanceTargets.note((Bundle) bundle, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    check((Resource) resource, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
    check((Resource) after, request);
  }

  /**
   * What a Provenance was about is asked for too: its id follows from nothing that can be computed
   * again, so a caller could write over a foreign one by naming targets of his own. Only a real
   * change comes here.
   */
  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void changed(IBaseResource before, IBaseResource after, RequestDetails request) {
    if (before instanceof Provenance && ResourceMetadataKeyEnum.DELETED_AT.get(before) == null) {
      check((Resource) before, request);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, RequestDetails request) {
    check((Resource) resource, request);
  }

  private void check(Resource resource, RequestDetails request) {
    if (request instanceof SystemRequestDetails) {
      return;
    }
    var caller =
        Callers.find().orElseThrow(() -> new Refusal(403, FhirServerCode.ACCESS_OPERATION));
    if (resource instanceof Provenance provenance) {
      checkProvenance(provenance, caller, request);
      return;
    }
    switch (ownership.of(resource)) {
      case Owned owned -> require(caller, owned.owner(), resource);
      case Wrong wrong -> throw new Refusal(wrong.status(), wrong.code(), null, place(resource));
    }
  }

  private void checkProvenance(Provenance provenance, Caller caller, RequestDetails request) {
    var owners = targets.owners(provenance, request);
    if (owners.isEmpty() || owners.contains(Owner.SHARED)) {
      throw new Refusal(422, FhirServerCode.WRITE_PROVENANCE, null, place(provenance));
    }
    owners.forEach(owner -> require(caller, owner, provenance));
  }

  private void require(Caller caller, Owner owner, Resource resource) {
    if (!writers.mayWrite(caller, owner)) {
      throw new Refusal(403, FhirServerCode.ACCESS_OWNER, null, place(resource));
    }
  }

  private static List<String> place(Resource resource) {
    return List.of(resource.fhirType());
  }
}
