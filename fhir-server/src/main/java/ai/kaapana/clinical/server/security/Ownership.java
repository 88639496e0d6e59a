package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.fhir.id.PatientIds;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/**
 * To whom a resource belongs, as its identifier says, and whether its id follows from that
 * identifier.
 *
 * <p>The table itself is {@link IdSpace}; here is only how a resource is looked up in it.
 */
final class Ownership {

  /** What a resource's identifiers say. */
  sealed interface Finding permits Owned, Wrong {}

  /** The resource belongs to this part of the suite. */
  record Owned(Owner owner) implements Finding {}

  /** The resource cannot be stored by anybody in this form. */
  record Wrong(int status, FhirServerCode code) implements Finding {}

  private static final Set<String> HAS_OWNER =
      Arrays.stream(IdSpace.values())
          .map(IdSpace::resourceType)
          .collect(Collectors.toUnmodifiableSet());

  private final Set<String> patientSystems;

  /**
   * An ownership for one installation.
   *
   * @param patientSystems the systems of PatientIDs, the configured one and those of issuers
   */
  Ownership(Set<String> patientSystems) {
    this.patientSystems = Set.copyOf(patientSystems);
  }

  /** The owner of any resource but a Provenance, whose owner follows from its targets. */
  Finding of(Resource resource) {
    return resource instanceof Patient patient ? ofPatient(patient) : ofOther(resource);
  }

  private Finding ofPatient(Patient patient) {
    var derivable =
        patient.getIdentifier().stream()
            .filter(Identifier::hasSystem)
            .filter(identifier -> patientSystems.contains(identifier.getSystem()))
            .filter(Ownership::hasValue)
            .toList();
    if (derivable.isEmpty()) {
      return new Wrong(422, FhirServerCode.WRITE_IDENTIFIER);
    }
    var id = patient.getIdElement().getIdPart();
    var follows =
        derivable.stream()
            .filter(identifier -> isNormal(identifier.getValue()))
            .anyMatch(
                identifier ->
                    ResourceIds.patient(identifier.getSystem(), identifier.getValue()).equals(id));
    return follows ? new Owned(Owner.SHARED) : new Wrong(422, FhirServerCode.WRITE_ID);
  }

  private static boolean isNormal(String patientId) {
    return PatientIds.normalize(patientId).equals(patientId);
  }

  private static Finding ofOther(Resource resource) {
    var type = resource.fhirType();
    if (!HAS_OWNER.contains(type)) {
      return new Wrong(403, FhirServerCode.ACCESS_TYPE);
    }
    var id = resource.getIdElement().getIdPart();
    var owners = new ArrayList<Owner>();
    var follows = false;
    for (var identifier : identifiers(resource)) {
      var space = space(type, identifier);
      if (space.isPresent()) {
        owners.add(space.get().owner());
        follows |=
            ResourceIds.recompute(space.get(), identifier.getSystem(), identifier.getValue())
                .equals(id);
      }
    }
    if (owners.isEmpty()) {
      return new Wrong(422, FhirServerCode.WRITE_IDENTIFIER);
    }
    // An identifier of somebody else beside one's own would make the resource pass for theirs.
    if (owners.stream().distinct().count() > 1) {
      return new Wrong(403, FhirServerCode.ACCESS_OWNER);
    }
    return follows ? new Owned(owners.getFirst()) : new Wrong(422, FhirServerCode.WRITE_ID);
  }

  private static Optional<IdSpace> space(String type, Identifier identifier) {
    return identifier.hasSystem() && hasValue(identifier)
        ? IdSpace.of(type, identifier.getSystem())
        : Optional.empty();
  }

  private static boolean hasValue(Identifier identifier) {
    return identifier.hasValue() && !identifier.getValue().isBlank();
  }

  private static List<Identifier> identifiers(Resource resource) {
    return switch (resource) {
      case ImagingStudy study -> study.getIdentifier();
      case Endpoint endpoint -> endpoint.getIdentifier();
      case Device device -> device.getIdentifier();
      case BodyStructure structure -> structure.getIdentifier();
      case DocumentReference document -> document.getIdentifier();
      case Observation observation -> observation.getIdentifier();
      case Condition condition -> condition.getIdentifier();
      case Procedure procedure -> procedure.getIdentifier();
      case Library library -> library.getIdentifier();
      case ConceptMap map -> map.hasIdentifier() ? List.of(map.getIdentifier()) : List.of();
      case Group group -> group.getIdentifier();
      case ListResource list -> list.getIdentifier();
      default -> List.of();
    };
  }
}
