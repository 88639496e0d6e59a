package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import ai.kaapana.clinical.server.analytics.table.CohortResult;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ListResource.ListMode;
import org.hl7.fhir.r4.model.ListResource.ListStatus;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Stores a cohort as Group of its patients and List of its image series, with one Provenance.
 *
 * <p>Under the caller's name and by the rules of the endpoint: the identifier holds caller and
 * name, so nobody overwrites the cohort of another.
 */
final class CohortStore {

  /** System of hashes of requests. */
  private static final String REQUEST = Clinical.sid("request");

  /** Where the server runs without tokens. */
  private static final String NOBODY = "anonymous";

  private final IFhirSystemDao<Bundle, Meta> system;
  private final DaoRegistry daos;
  private final Clock clock;

  CohortStore(IFhirSystemDao<Bundle, Meta> system, DaoRegistry daos, Clock clock) {
    this.system = system;
    this.daos = daos;
    this.clock = clock;
  }

  /** References to what is stored. */
  record Stored(String group, String list) {}

  /** Writes what differs from what is stored, and a Provenance that names just this. */
  Stored store(String name, CohortResult cohort, RequestDetails request) {
    var caller = Callers.find().map(Caller::name).filter(n -> !n.isBlank()).orElse(NOBODY);
    var group = group(caller, name, cohort);
    var list = list(caller, name, cohort);
    var changed =
        Stream.<Resource>of(group, list).filter(resource -> differs(resource, request)).toList();
    if (!changed.isEmpty()) {
      var bundle = new Bundle().setType(BundleType.TRANSACTION);
      changed.forEach(resource -> put(bundle, resource));
      put(bundle, provenance(caller, cohort, changed));
      system.transaction(request, bundle);
    }
    return new Stored(reference(group), reference(list));
  }

  private boolean differs(Resource resource, RequestDetails request) {
    try {
      var stored = daos.getResourceDao(resource.fhirType()).read(resource.getIdElement(), request);
      return !Canonical.hash((Resource) stored).equals(Canonical.hash(resource));
    } catch (ResourceNotFoundException | ResourceGoneException e) {
      return true;
    }
  }

  private static Group group(String caller, String name, CohortResult cohort) {
    var group = new Group();
    group.setId(ResourceIds.of(IdSpace.COHORT_GROUP, caller, name));
    group.addIdentifier(ResourceIds.identifier(IdSpace.COHORT_GROUP, caller, name));
    group.setActive(true).setType(Group.GroupType.PERSON).setActual(true).setName(name);
    group.setQuantity(cohort.members().size());
    cohort
        .members()
        .forEach(member -> group.addMember().setEntity(new Reference("Patient/" + member.key())));
    return group;
  }

  private static ListResource list(String caller, String name, CohortResult cohort) {
    var list = new ListResource();
    list.setId(ResourceIds.of(IdSpace.COHORT_LIST, caller, name));
    list.addIdentifier(ResourceIds.identifier(IdSpace.COHORT_LIST, caller, name));
    list.setStatus(ListStatus.CURRENT).setMode(ListMode.SNAPSHOT).setTitle(name);
    for (var series : cohort.series()) {
      var study = new Reference("ImagingStudy/" + ResourceIds.study(series.studyUid()));
      study.setIdentifier(
          new Identifier()
              .setSystem(CodeSystems.DICOM_UID)
              .setValue("urn:oid:" + series.seriesUid()));
      list.addEntry().setItem(study);
    }
    return list;
  }

  private Resource provenance(String caller, CohortResult cohort, List<Resource> changed) {
    var statement =
        new ProvenanceStatement(
            "cohort",
            "fhir-server",
            "$cohort",
            caller,
            List.of(new ProvenanceStatement.Source(REQUEST, cohort.specHash(), null)),
            List.of(new ProvenanceStatement.Detail("snapshot", cohort.snapshot().toString())),
            clock.instant());
    return statement.toFhir(
        changed.stream()
            .map(
                resource ->
                    new ProvenanceStatement.Target(reference(resource), Canonical.hash(resource)))
            .toList());
  }

  private static void put(Bundle bundle, Resource resource) {
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl(reference(resource));
  }

  private static String reference(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }
}
