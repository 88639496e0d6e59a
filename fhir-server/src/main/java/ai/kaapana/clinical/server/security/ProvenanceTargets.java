package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.server.security.Ownership.Owned;
import ai.kaapana.clinical.server.security.Ownership.Wrong;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The owners of what a Provenance is about: from the bundle it came in, else from the store.
 *
 * <p>An undo deletes targets and Provenance in one transaction, in any order; a target that is gone
 * counts as what it was before it was deleted.
 */
final class ProvenanceTargets {

  private static final String SENT = ProvenanceTargets.class.getName();

  private final Ownership ownership;
  private final DaoRegistry daos;

  ProvenanceTargets(Ownership ownership, DaoRegistry daos) {
    this.ownership = ownership;
    this.daos = daos;
  }

  Set<Owner> owners(Provenance provenance, RequestDetails request) {
    var owners = EnumSet.noneOf(Owner.class);
    for (var target : provenance.getTarget()) {
      owners.add(owner(target, request));
    }
    return owners;
  }

  private Owner owner(Reference target, RequestDetails request) {
    var id = target.getReferenceElement();
    if (!id.hasResourceType() || !id.hasIdPart()) {
      throw unsettled();
    }
    var sent = sent(id, request);
    return switch (ownership.of(sent == null ? stored(id) : sent)) {
      case Owned owned -> owned.owner();
      case Wrong wrong -> throw unsettled();
    };
  }

  private Resource stored(IIdType id) {
    try {
      return read(id.toUnqualifiedVersionless());
    } catch (ResourceGoneException gone) {
      return beforeDeletion(gone);
    } catch (BaseServerResponseException e) {
      throw unsettled();
    }
  }

  private Resource beforeDeletion(ResourceGoneException gone) {
    var deleted = gone.getResourceId();
    if (deleted == null || !deleted.isVersionIdPartValidLong()) {
      throw unsettled();
    }
    try {
      var version = String.valueOf(deleted.getVersionIdPartAsLong() - 1);
      return read(deleted.toUnqualifiedVersionless().withVersion(version));
    } catch (BaseServerResponseException e) {
      throw unsettled();
    }
  }

  private Resource read(IIdType id) {
    return (Resource)
        daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails());
  }

  /** Remembers what a transaction brings, before HAPI takes it apart. */
  static void note(Bundle bundle, RequestDetails request) {
    var sent = new HashMap<String, Resource>();
    for (var entry : bundle.getEntry()) {
      if (entry.getResource() != null) {
        sent.put(String.valueOf(entry.getRequest().getUrl()), entry.getResource());
      }
    }
    request.getUserData().put(SENT, sent);
  }

  private static @Nullable Resource sent(IIdType id, RequestDetails request) {
    return request.getUserData().get(SENT) instanceof Map<?, ?> sent
            && sent.get(id.getResourceType() + "/" + id.getIdPart()) instanceof Resource resource
        ? resource
        : null;
  }

  private static Refusal unsettled() {
    return new Refusal(422, FhirServerCode.WRITE_PROVENANCE, null, List.of("Provenance.target"));
  }
}
