package ai.kaapana.clinical.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.FhirClient.Answer;
import ai.kaapana.clinical.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A notebook reads in a person's name, and does nothing else. */
class NotebookTokenIT {

  private static final String PATH = "/$notebook-token";

  private final TestServer server = TestServer.get();
  private final String name = "alice-" + UUID.randomUUID();
  private final FhirClient person = server.person(name);

  private Answer issue(String body) {
    return person.send("POST", PATH, body);
  }

  private String token() {
    return issue("{}").json().path("token").asText();
  }

  @Test
  void isShownOnceWithUserLabelAndExpiry() {
    var answer = issue("{\"hours\": 2, \"label\": \"survival\"}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    var made = answer.json();
    assertThat(made.path("token").asText()).matches("kcnb_[A-Za-z0-9_-]{43}");
    assertThat(made.path("user").asText()).isEqualTo(name);
    assertThat(made.path("label").asText()).isEqualTo("survival");
    var created = Instant.parse(made.path("created").asText());
    assertThat(Instant.parse(made.path("expires").asText()))
        .isEqualTo(created.plus(Duration.ofHours(2)));
    var listed = person.get(PATH);
    assertThat(listed.body()).doesNotContain(made.path("token").asText());
    assertThat(listed.json().at("/tokens/0/id")).isEqualTo(made.path("id"));
    assertThat(listed.json().at("/tokens/0/lastUsed").isNull()).isTrue();
    assertThat(server.person("bob").get(PATH).body()).doesNotContain(made.path("id").asText());
    var kept =
        server.sql().queryForList("select t::text from notebook_token t", String.class).toString();
    assertThat(kept).contains("survival").doesNotContain(made.path("token").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hours\": 0}",
        "{\"hours\": 9}",
        "{\"hours\": 1.5}",
        "{\"hours\": \"2\"}",
        "{\"hours\": null}",
        "{\"label\": \"\"}",
        "{\"label\": \"a\\nb\"}",
        "{\"days\": 1}",
        "[]",
        "{\"hours\""
      })
  void refusesAnUnusableRequest(String body) {
    assertThat(issue(body).status()).isEqualTo(400);
  }

  @Test
  void readsSearchesAndAsksForTables() {
    var patient = Examples.patient("NOTEBOOK-" + UUID.randomUUID());
    assertThat(server.linker().put(patient).status()).isEqualTo(201);
    var notebook = server.bearer(token());
    assertThat(notebook.get("/" + FhirClient.path(patient)).status()).isEqualTo(200);
    assertThat(notebook.get("/Patient?_id=" + patient.getIdPart()).status()).isEqualTo(200);
    assertThat(notebook.get("/metadata").status()).isEqualTo(200);
    assertThat(notebook.get("/$variables").status()).isEqualTo(200);
    var table = "{\"rows\": \"patient\"}";
    assertThat(notebook.send("POST", "/$joint-table", table).status()).isEqualTo(200);
    assertThat(notebook.send("POST", "/$cohort", "{\"where\": []}").status()).isEqualTo(200);
    assertThat(person.get(PATH).json().at("/tokens/0/lastUsed").isTextual()).isTrue();
    var kinds =
        server
            .sql()
            .queryForList(
                "select distinct agent_kind from audit_event where agent = ? and patients @>"
                    + " ARRAY[?]::text[]",
                String.class,
                name,
                FhirClient.path(patient));
    assertThat(kinds).containsExactly("notebook");
  }

  @Test
  void doesNothingElse() {
    var patientId = "NOTEBOOK-" + UUID.randomUUID();
    assertThat(server.linker().put(Examples.patient(patientId)).status()).isEqualTo(201);
    var result = Examples.of(IdSpace.RESULT, patientId, UUID.randomUUID().toString());
    assertThat(person.put(result).status()).isEqualTo(201);
    var notebook = server.bearer(token());
    var stored = "{\"where\": [], \"store\": {\"name\": \"mine\"}}";
    var answers =
        List.of(
            notebook.put(result),
            notebook.delete(result),
            notebook.transaction(result),
            notebook.post(new Bundle().setType(Bundle.BundleType.BATCH)),
            notebook.get("/" + FhirClient.path(result) + "/_history"),
            notebook.get("/AuditEvent"),
            notebook.send("POST", "/$cohort", stored),
            notebook.send("POST", PATH, "{}"),
            notebook.get(PATH),
            notebook.send("DELETE", PATH + "/" + UUID.randomUUID(), null),
            notebook.get(server.root() + "/prefix/fhir/$notebook-token"),
            notebook.get(server.root() + "/actuator/info"));
    assertThat(answers).extracting(Answer::status).containsOnly(403);
    assertThat(person.send("POST", "/$cohort", stored).status()).isEqualTo(200);
  }

  @Test
  void opensNothingOnceItIsRevokedOrExpired() {
    var made = issue("{}").json();
    var notebook = server.bearer(made.path("token").asText());
    var address = PATH + "/" + made.path("id").asText();
    assertThat(notebook.get("/$variables").status()).isEqualTo(200);
    assertThat(server.person("bob").send("DELETE", address, null).status()).isEqualTo(404);
    assertThat(person.send("DELETE", address, null).status()).isEqualTo(204);
    assertThat(person.send("DELETE", address, null).status()).isEqualTo(404);
    assertThat(notebook.get("/$variables").status()).isEqualTo(401);

    var second = issue("{\"label\": \"second\"}").json();
    var old = server.bearer(second.path("token").asText());
    assertThat(old.get("/$variables").status()).isEqualTo(200);
    server
        .sql()
        .update(
            "update notebook_token set expires = now() - interval '1 second' where person = ?",
            name);
    assertThat(old.get("/$variables").status()).isEqualTo(401);
    assertThat(server.bearer("kcnb_" + "A".repeat(43)).get("/$variables").status()).isEqualTo(401);
  }

  @Test
  void isRefusedToAnInstallationOfAnotherProject() {
    var notebook = server.bearer(token());
    server.sql().update("update notebook_token set project = 'other' where person = ?", name);
    assertThat(notebook.get("/$variables").status()).isEqualTo(401);
  }

  @Test
  void isIssuedToPeopleAloneAndInLimitedNumber() {
    assertThat(server.anonymous().send("POST", PATH, "{}").status()).isEqualTo(401);
    for (var component : TestServer.COMPONENTS) {
      assertThat(server.service(component).send("POST", PATH, "{}").status()).isEqualTo(403);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(issue("").status()).isEqualTo(201);
    }
    assertThat(issue("").status()).isEqualTo(409);
    assertThat(person.send("PUT", PATH, "{}").status()).isEqualTo(405);
  }

  @Test
  void isWrittenDownWhenItIsMadeListedAndRevoked() {
    var made = issue("{}").json();
    person.get(PATH);
    person.send("DELETE", PATH + "/" + made.path("id").asText(), null);
    var lines =
        server
            .sql()
            .queryForList(
                "select action from audit_event where agent = ? and interaction ="
                    + " '$notebook-token' order by id",
                String.class,
                name);
    assertThat(lines).containsExactly("C", "R", "D");
  }
}
