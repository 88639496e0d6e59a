package ai.kaapana.clinical.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A result and a cohort belong to who wrote them. */
class AuthorIT {

  private static final String PATIENT_ID = "AUTHOR-" + UUID.randomUUID();

  private static TestServer server;
  private static FhirClient alice;
  private static FhirClient bob;

  @BeforeAll
  static void start() {
    server = TestServer.get();
    alice = server.person("alice");
    bob = server.person("bob");
    assertThat(server.linker().put(Examples.patient(PATIENT_ID)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @EnumSource(
      value = IdSpace.class,
      names = {"RESULT", "RESULT_DEVICE", "COHORT_GROUP", "COHORT_LIST"})
  void onlyTheAuthorAndAdministratorsChangeAndDelete(IdSpace space) {
    var resource = stored(space, alice);

    assertThat(bob.put(changed(resource)).code()).isEqualTo("access/author");
    assertThat(bob.delete(resource).code()).isEqualTo("access/author");
    assertThat(bob.get("/" + FhirClient.path(resource)).json().path("language").asText()).isEmpty();

    assertThat(server.admin().put(changed(resource)).status()).isEqualTo(200);
    assertThat(alice.put(resource).status()).as("it is still hers").isEqualTo(200);
    assertThat(bob.put(changed(resource)).status()).isEqualTo(403);
    assertThat(alice.delete(resource).status()).isEqualTo(200);
  }

  @Test
  void administratorsDelete() {
    assertThat(server.admin().delete(stored(IdSpace.RESULT, alice)).status()).isEqualTo(200);
  }

  @Test
  void theSameContentIsNoChangeWhoeverSendsIt() {
    var device = stored(IdSpace.RESULT_DEVICE, alice);
    var result = example(IdSpace.RESULT);
    assertThat(bob.transaction(device, result).status()).isEqualTo(200);
    assertThat(bob.put(changed(device)).status()).isEqualTo(403);
    assertThat(alice.put(changed(result)).status()).isEqualTo(403);
  }

  @Test
  void whoMakesADeletedResourceAgainIsItsAuthor() {
    var resource = stored(IdSpace.RESULT, alice);
    assertThat(alice.delete(resource).status()).isEqualTo(200);
    assertThat(bob.put(resource).status()).isEqualTo(201);
    assertThat(alice.put(changed(resource)).status()).isEqualTo(403);
    assertThat(bob.put(changed(resource)).status()).isEqualTo(200);
  }

  @Test
  void oneForeignResourceRefusesTheWholeTransaction() {
    var foreign = stored(IdSpace.RESULT, alice);
    var own = example(IdSpace.RESULT);
    assertThat(bob.transaction(own, changed(foreign)).code()).isEqualTo("access/author");
    assertThat(bob.get("/" + FhirClient.path(own)).status()).isEqualTo(404);
    var deletion = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    deletion
        .addEntry()
        .getRequest()
        .setMethod(Bundle.HTTPVerb.DELETE)
        .setUrl(FhirClient.path(foreign));
    assertThat(bob.post(deletion).status()).isEqualTo(403);
    assertThat(bob.get("/" + FhirClient.path(foreign)).status()).isEqualTo(200);
  }

  @Test
  void onlyTheAuthorSaysWhereAResultComesFrom() {
    var hers = stored(IdSpace.RESULT, alice);
    var his = stored(IdSpace.RESULT, bob);
    var provenance = Examples.provenance(UUID.randomUUID().toString(), hers);

    assertThat(bob.put(provenance).code()).isEqualTo("access/author");
    assertThat(alice.put(provenance).status()).isEqualTo(201);
    assertThat(bob.put(provenance).status()).as("the same").isEqualTo(200);
    var taken = provenance.copy();
    taken.getTarget().clear();
    taken.addTarget().setReference(FhirClient.path(his));
    assertThat(bob.put(taken).code()).isEqualTo("access/author");
    assertThat(bob.delete(provenance).status()).isEqualTo(403);
    assertThat(alice.delete(provenance).status()).isEqualTo(200);
  }

  @Test
  void aResultAndItsProvenanceAreMadeAgainInOneTransaction() {
    var result = example(IdSpace.RESULT);
    var provenance = Examples.provenance(UUID.randomUUID().toString(), result);
    assertThat(alice.transaction(provenance, result).status()).isEqualTo(200);
    for (var resource : List.of(provenance, result)) {
      assertThat(alice.delete(resource).status()).isEqualTo(200);
    }
    assertThat(bob.transaction(provenance, result).status()).isEqualTo(200);
    assertThat(alice.put(changed(result)).status()).isEqualTo(403);
  }

  @Test
  void aStoredCohortIsItsAuthors() {
    var body = "{\"where\": [], \"store\": {\"name\": \"cohort\"}}";
    var answer = alice.send("POST", "/$cohort", body, "Content-Type", "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var group = answer.json().path("group").asText();
    assertThat(bob.send("DELETE", "/" + group, null).status()).isEqualTo(403);
  }

  private static Resource stored(IdSpace space, FhirClient author) {
    var resource = example(space);
    assertThat(author.put(resource).status()).isEqualTo(201);
    return resource;
  }

  private static Resource example(IdSpace space) {
    return Examples.of(space, PATIENT_ID, UUID.randomUUID().toString());
  }

  private static Resource changed(Resource resource) {
    return resource.copy().setLanguage("en");
  }
}
