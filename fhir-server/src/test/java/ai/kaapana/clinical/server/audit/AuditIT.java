package ai.kaapana.clinical.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Who did what is written down, before the answer or together with the change. */
class AuditIT {

  private final TestServer server = TestServer.get();
  private final FhirClient importer = server.importer();
  private final String patientId = "AUDIT-" + UUID.randomUUID();
  private final Patient patient = Examples.patient(patientId);
  private final Observation fact = Examples.fact(patientId, "lab:718-7", "single", 1);

  private List<Map<String, Object>> lines() {
    return server
        .sql()
        .queryForList(
            "SELECT action, interaction, outcome, agent, on_behalf_of, entity_count FROM"
                + " audit_event WHERE patients @> ARRAY[?]::text[] ORDER BY id",
            FhirClient.path(patient));
  }

  @Test
  void writesOneLineForEachKindOfChangeOfARequest() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(importer.delete(fact).status()).isEqualTo(200);
    assertThat(lines())
        .extracting(
            line ->
                line.get("action") + " " + line.get("interaction") + " " + line.get("entity_count"))
        .containsExactly("C transaction 2", "D delete 1");
    assertThat(lines())
        .allMatch(line -> line.get("agent").equals("service:import-service"))
        .allMatch(line -> line.get("on_behalf_of").equals("job-user"));
  }

  @Test
  void namesWhatAPersonReadAndOnlyCountsWhatAServiceRead() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(server.person("alice").get("/" + FhirClient.path(fact)).status()).isEqualTo(200);
    assertThat(server.person("alice").get("/Observation?patient=" + patient.getIdPart()).status())
        .isEqualTo(200);
    assertThat(importer.get("/Observation?patient=" + patient.getIdPart()).status()).isEqualTo(200);
    assertThat(lines())
        .extracting(
            line -> line.get("action") + " " + line.get("interaction") + " " + line.get("agent"))
        .containsExactly(
            "C transaction service:import-service", "R read alice", "R search-type alice");
  }

  @Test
  void keepsNoLineOfAFailedTransaction() {
    var orphan = Examples.fact("NOBODY-" + UUID.randomUUID(), "lab:718-7", "single", 1);
    assertThat(importer.transaction(patient, orphan).status()).isEqualTo(422);
    assertThat(lines()).isEmpty();
  }

  @Test
  void writesDownARefusal() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    var person = "mallory-" + UUID.randomUUID();
    assertThat(server.person(person).delete(fact).status()).isEqualTo(403);
    var refused =
        server
            .sql()
            .queryForObject(
                "SELECT count(*) FROM audit_event WHERE agent = ? AND outcome = '4'",
                Long.class,
                person);
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void cannotBeChangedOrDeleted() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    for (var statement :
        List.of(
            "UPDATE audit_event SET agent = 'x'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event")) {
      assertThatThrownBy(() -> server.sql().execute(statement))
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("append-only");
    }
  }

  @Test
  void isShownToAdministratorsAlone() {
    for (var client : List.of(importer, server.person("alice"))) {
      var answer = client.get("/AuditEvent");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("access/admin");
      assertThat(client.get("/AuditEvent/1").status()).isEqualTo(403);
    }
  }

  @Test
  void isFoundByPatientEntityAndDateAndPaged() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    for (int i = 0; i < 4; i++) {
      assertThat(server.person("alice").get("/" + FhirClient.path(fact)).status()).isEqualTo(200);
    }
    assertThat(ids("/AuditEvent?_count=2&patient=" + FhirClient.path(patient))).hasSize(5);
    assertThat(ids("/AuditEvent?entity=" + FhirClient.path(fact))).hasSize(5);
    assertThat(ids("/AuditEvent?date=lt2000-01-01")).isEmpty();
    var since = "/AuditEvent?date=ge2000-01-01&patient=" + FhirClient.path(patient);
    var found = ids(since);
    assertThat(found).hasSize(5);
    var single = server.admin().get("/AuditEvent/" + found.getLast()).json();
    assertThat(single.path("action").asText()).isEqualTo("C");
    assertThat(single.at("/agent/0/name").asText()).isEqualTo("service:import-service");
    assertThat(single.at("/agent/1/name").asText()).isEqualTo("job-user");
    assertThat(server.admin().get("/AuditEvent?nonsense=1").status()).isEqualTo(400);
    assertThat(server.admin().get("/AuditEvent/999999999").status()).isEqualTo(404);
  }

  @Test
  void writesDownWhatPeopleStoreThemselves() {
    assertThat(importer.put(patient).status()).isEqualTo(201);
    var result = Examples.of(IdSpace.RESULT, patientId, UUID.randomUUID().toString());
    assertThat(server.person("bob").put(result).status()).isEqualTo(201);
    assertThat(lines())
        .extracting(line -> line.get("agent"))
        .containsExactly("service:import-service", "bob");
  }

  private List<String> ids(String query) {
    var ids = new ArrayList<String>();
    var next = query;
    while (next != null) {
      var answer = server.admin().get(next);
      assertThat(answer.status()).isEqualTo(200);
      answer.json().path("entry").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
      next = null;
      for (var link : answer.json().path("link")) {
        if (link.path("relation").asText().equals("next")) {
          next = link.path("url").asText();
        }
      }
    }
    return ids;
  }
}
