package ai.kaapana.clinical.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Contracts: an existing Patient is changed only with If-Match, alone and within a transaction. */
class PatientPreconditionIT {

  private static final int WRITERS = 10;

  private final FhirClient linker = TestServer.get().linker();
  private Patient patient;
  private Observation fact;

  @BeforeEach
  void store() {
    var patientId = "MATCH-" + UUID.randomUUID();
    patient = Examples.patient(patientId);
    patient.setGender(AdministrativeGender.MALE);
    fact = Examples.fact(patientId, "lab:718-7", "single", 1);
    assertThat(linker.put(patient).status()).isEqualTo(201);
  }

  private String version() {
    return linker.get("/" + FhirClient.path(patient)).as(Patient.class).getMeta().getVersionId();
  }

  private Bundle transaction(String ifMatch) {
    var bundle = FhirClient.puts(List.of(patient, fact));
    bundle.getEntryFirstRep().getRequest().setIfMatch(ifMatch);
    return bundle;
  }

  @Nested
  class PlainPut {

    @Test
    void refusesAChangeWithoutIfMatch() {
      patient.setGender(AdministrativeGender.FEMALE);
      var answer = linker.put(patient);
      assertThat(answer.status()).isEqualTo(428);
      assertThat(answer.code()).isEqualTo("write/patient-if-match");
      assertThat(version()).isEqualTo("1");
    }

    @Test
    void takesAChangeWithTheRightIfMatch() {
      patient.setGender(AdministrativeGender.FEMALE);
      assertThat(linker.put(patient, "If-Match", "W/\"1\"").status()).isEqualTo(200);
      assertThat(version()).isEqualTo("2");
    }

    @Test
    void refusesAStaleIfMatch() {
      patient.setGender(AdministrativeGender.FEMALE);
      assertThat(linker.put(patient, "If-Match", "W/\"1\"").status()).isEqualTo(200);
      patient.setGender(AdministrativeGender.OTHER);
      var answer = linker.put(patient, "If-Match", "W/\"1\"");
      assertThat(answer.status()).isIn(409, 412);
      assertThat(answer.code()).isEqualTo("write/stale");
      assertThat(version()).isEqualTo("2");
    }

    @Test
    void passesWhatIsThereAlreadyWithoutIfMatch() {
      assertThat(linker.put(patient).status()).isEqualTo(200);
      assertThat(version()).isEqualTo("1");
    }
  }

  @Nested
  class InATransaction {

    private final FhirClient importer = TestServer.get().importer();

    @Test
    void refusesAChangeWithoutIfMatchAndRollsTheOtherEntriesBack() {
      patient.setGender(AdministrativeGender.FEMALE);
      var answer = importer.post(transaction(null));
      assertThat(answer.status()).isEqualTo(428);
      assertThat(answer.code()).isEqualTo("write/patient-if-match");
      assertThat(version()).isEqualTo("1");
      assertThat(linker.get("/" + FhirClient.path(fact)).status()).isEqualTo(404);
    }

    @Test
    void takesAChangeWithTheRightIfMatch() {
      patient.setGender(AdministrativeGender.FEMALE);
      assertThat(importer.post(transaction("W/\"1\"")).status()).isEqualTo(200);
      assertThat(version()).isEqualTo("2");
    }

    @Test
    void refusesAStaleIfMatchAndRollsTheOtherEntriesBack() {
      patient.setGender(AdministrativeGender.FEMALE);
      assertThat(linker.put(patient, "If-Match", "W/\"1\"").status()).isEqualTo(200);
      patient.setGender(AdministrativeGender.OTHER);
      var answer = importer.post(transaction("W/\"1\""));
      assertThat(answer.status()).isIn(409, 412);
      assertThat(answer.code()).isEqualTo("write/stale");
      assertThat(linker.get("/" + FhirClient.path(fact)).status()).isEqualTo(404);
    }

    @Test
    void passesWhatIsThereAlreadyWithoutIfMatch() {
      assertThat(importer.post(transaction(null)).status()).isEqualTo(200);
      assertThat(version()).isEqualTo("1");
    }

    @Test
    void doesNotLetTheHeaderOfTheRequestStandForAnEntry() {
      patient.setGender(AdministrativeGender.FEMALE);
      var body = FhirClient.encode(transaction(null));
      assertThat(importer.send("POST", "", body, "If-Match", "W/\"1\"").status()).isEqualTo(428);
    }
  }

  @Test
  void losesNoneOfTenConcurrentMerges() throws Exception {
    try (var pool = Executors.newFixedThreadPool(WRITERS)) {
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < WRITERS; i++) {
        var value = "merge-" + i;
        writers.add(pool.submit(() -> merge(value)));
      }
      for (var writer : writers) {
        writer.get();
      }
    }
    var stored = linker.get("/" + FhirClient.path(patient)).as(Patient.class);
    assertThat(stored.getIdentifier()).hasSize(1 + WRITERS);
    assertThat(stored.getMeta().getVersionId()).isEqualTo(String.valueOf(1 + WRITERS));
  }

  private void merge(String value) {
    for (int attempt = 0; attempt < 200; attempt++) {
      var read = linker.get("/" + FhirClient.path(patient)).as(Patient.class);
      var version = read.getMeta().getVersionId();
      read.addIdentifier().setSystem("http://example.org/other").setValue(value);
      read.setMeta(null);
      var status = linker.put(read, "If-Match", "W/\"" + version + "\"").status();
      if (status == 200) {
        return;
      }
      assertThat(status).isIn(409, 412);
    }
    throw new AssertionError("no success in 200 attempts");
  }
}
