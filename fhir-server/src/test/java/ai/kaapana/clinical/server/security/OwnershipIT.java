package ai.kaapana.clinical.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every line of the identifier table against every kind of caller. */
class OwnershipIT {

  private static final String PATIENT_ID = "OWNER-" + UUID.randomUUID();

  /** Who may write what, written out once more so that the test does not follow the code. */
  private static final Map<String, Set<Owner>> MAY_WRITE =
      Map.of(
          "dicom-linker", EnumSet.of(Owner.LINKER, Owner.SHARED),
          "import-service", EnumSet.of(Owner.IMPORTER, Owner.SHARED),
          "radiomics-adapter", EnumSet.of(Owner.ADAPTER),
          "stranger", EnumSet.noneOf(Owner.class),
          "person", EnumSet.of(Owner.CALLER),
          "admin", EnumSet.of(Owner.CALLER));

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.get();
    assertThat(server.linker().put(Examples.patient(PATIENT_ID)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @EnumSource(value = IdSpace.class, names = "PROVENANCE", mode = EnumSource.Mode.EXCLUDE)
  void letsOnlyTheOwnerWriteAndDelete(IdSpace space) {
    for (var writer : MAY_WRITE.entrySet()) {
      var resource = Examples.of(space, PATIENT_ID, value(space));
      var answer = client(writer.getKey()).put(resource);
      var allowed = writer.getValue().contains(space.owner());
      assertThat(answer.status())
          .as("%s writes %s", writer.getKey(), space)
          .isEqualTo(allowed ? 201 : 403);
      assertThat(server.admin().get("/" + FhirClient.path(resource)).status())
          .isEqualTo(allowed ? 200 : 404);
    }
    refusesForeignDeletion(space);
  }

  private static void refusesForeignDeletion(IdSpace space) {
    var owner = owner(space);
    var resource = Examples.of(space, PATIENT_ID, value(space));
    assertThat(client(owner).put(resource).status()).isEqualTo(201);
    for (var writer : MAY_WRITE.entrySet()) {
      if (!writer.getValue().contains(space.owner())) {
        assertThat(client(writer.getKey()).delete(resource).status())
            .as("%s deletes %s", writer.getKey(), space)
            .isEqualTo(403);
      }
    }
    assertThat(client(owner).delete(resource).status()).isEqualTo(200);
  }

  @Test
  void refusesAForeignResourceWithinATransactionAndKeepsNothingOfIt() {
    var own = Examples.of(IdSpace.PANEL, PATIENT_ID, value(IdSpace.PANEL));
    var foreign =
        Examples.of(IdSpace.OBSERVATION_FACT, PATIENT_ID, value(IdSpace.OBSERVATION_FACT));
    var answer = server.adapter().transaction(own, foreign);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("access/owner");
    assertThat(server.admin().get("/" + FhirClient.path(own)).status()).isEqualTo(404);
  }

  @Test
  void refusesAnIdThatDoesNotFollowFromTheIdentifier() {
    var resource =
        Examples.of(IdSpace.OBSERVATION_FACT, PATIENT_ID, value(IdSpace.OBSERVATION_FACT));
    resource.setId("o0123456789abcdef0123456789abcdef");
    var answer = server.importer().put(resource);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("write/id");
  }

  @Test
  void refusesAResourceWithoutAKnownIdentifier() {
    var device = new Device();
    device.setId("d1");
    device.addIdentifier(new Identifier().setSystem("http://elsewhere.example.org").setValue("x"));
    assertThat(server.linker().put(device).code()).isEqualTo("write/identifier");
  }

  @Test
  void refusesAnIdentifierOfSomebodyElseBesideAnOwnOne() {
    var result = (Observation) Examples.of(IdSpace.RESULT, PATIENT_ID, value(IdSpace.RESULT));
    result.addIdentifier(
        new Identifier().setSystem(IdSpace.OBSERVATION_FACT.system()).setValue("forged"));
    var answer = server.person("alice").put(result);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("access/owner");
  }

  @Test
  void refusesTypesThatNobodyOwns() {
    var encounter = new Encounter();
    encounter.setId("e1");
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    for (var writer : MAY_WRITE.keySet()) {
      assertThat(client(writer).put(encounter).status()).as(writer).isEqualTo(403);
    }
  }

  @Test
  void refusesAnUpdateThatTakesAnIdentifierAway() {
    var resource = Examples.of(IdSpace.SCANNER, PATIENT_ID, value(IdSpace.SCANNER));
    assertThat(server.linker().put(resource).status()).isEqualTo(201);
    ((Device) resource).getIdentifier().clear();
    assertThat(server.linker().put(resource).status()).isEqualTo(422);
  }

  @Test
  void givesAProvenanceToTheOwnerOfItsTargets() {
    var fact = Examples.of(IdSpace.OBSERVATION_FACT, PATIENT_ID, value(IdSpace.OBSERVATION_FACT));
    assertThat(server.importer().put(fact).status()).isEqualTo(201);
    for (var writer : MAY_WRITE.entrySet()) {
      var provenance = Examples.provenance(UUID.randomUUID().toString(), fact);
      var allowed = writer.getValue().contains(Owner.IMPORTER);
      assertThat(client(writer.getKey()).put(provenance).status())
          .as(writer.getKey())
          .isEqualTo(allowed ? 201 : 403);
    }
  }

  @Test
  void refusesToWriteOverAForeignProvenanceByNamingOwnTargets() {
    var fact = Examples.of(IdSpace.OBSERVATION_FACT, PATIENT_ID, value(IdSpace.OBSERVATION_FACT));
    var result = Examples.of(IdSpace.RESULT, PATIENT_ID, value(IdSpace.RESULT));
    var provenance = Examples.provenance(UUID.randomUUID().toString(), fact);
    assertThat(server.importer().transaction(fact, provenance).status()).isEqualTo(200);
    provenance.getTarget().clear();
    provenance.addTarget(new Reference(FhirClient.path(result)));
    var answer = server.person("alice").transaction(result, provenance);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("access/owner");
  }

  @Test
  void findsTheTargetsOfAProvenanceInTheSameTransaction() {
    var result = Examples.of(IdSpace.RESULT, PATIENT_ID, value(IdSpace.RESULT));
    var provenance = Examples.provenance(UUID.randomUUID().toString(), result);
    assertThat(server.person("alice").transaction(result, provenance).status()).isEqualTo(200);
  }

  @Test
  void refusesAProvenanceAboutAPatientOrAboutNothing() {
    var ofPatient = Examples.provenance(UUID.randomUUID().toString(), Examples.patient(PATIENT_ID));
    var ofNothing = Examples.provenance(UUID.randomUUID().toString());
    var ofUnknown = Examples.provenance(UUID.randomUUID().toString());
    ofUnknown.addTarget(new Reference("Observation/o0000"));
    for (var provenance : List.of(ofPatient, ofNothing, ofUnknown)) {
      var answer = server.importer().put(provenance);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.code()).isEqualTo("write/provenance");
    }
  }

  @Test
  void letsTheOwnerDeleteAProvenanceTogetherWithItsTargetsInAnyOrder() {
    for (var provenanceFirst : List.of(true, false)) {
      var fact = Examples.of(IdSpace.OBSERVATION_FACT, PATIENT_ID, value(IdSpace.OBSERVATION_FACT));
      var provenance = Examples.provenance(UUID.randomUUID().toString(), fact);
      assertThat(server.importer().transaction(fact, provenance).status()).isEqualTo(200);
      var order = new ArrayList<Resource>(List.of(fact, provenance));
      if (provenanceFirst) {
        order.addFirst(order.removeLast());
      }
      assertThat(server.adapter().post(deletions(order)).status()).isEqualTo(403);
      assertThat(server.importer().post(deletions(order)).status()).isEqualTo(200);
      assertThat(server.admin().get("/" + FhirClient.path(provenance)).status()).isEqualTo(410);
    }
  }

  private static Bundle deletions(List<Resource> resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (var resource : resources) {
      bundle
          .addEntry()
          .getRequest()
          .setMethod(Bundle.HTTPVerb.DELETE)
          .setUrl(FhirClient.path(resource));
    }
    return bundle;
  }

  private static FhirClient client(String writer) {
    return switch (writer) {
      case "person" -> server.person("alice");
      case "admin" -> server.admin();
      default -> server.service(writer);
    };
  }

  private static String owner(IdSpace space) {
    return switch (space.owner()) {
      case CALLER -> "person";
      case SHARED -> "dicom-linker";
      default -> space.owner().component();
    };
  }

  private static String value(IdSpace space) {
    var unique = UUID.randomUUID().toString();
    return space == IdSpace.STUDY ? "urn:oid:1.2." + (unique.hashCode() & 0x7fffffff) : unique;
  }
}
