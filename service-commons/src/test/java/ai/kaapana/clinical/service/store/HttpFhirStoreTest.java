package ai.kaapana.clinical.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ai.kaapana.clinical.service.store.UnitResult.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpFhirStoreTest {

  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(2));

  private InMemoryFhirServer server;
  private FhirStore store;

  @BeforeEach
  void start() throws IOException {
    server = new InMemoryFhirServer();
    store = new HttpFhirStore(server.base(), QUICK, Optional.empty(), IdSpace.DEFAULT_PATIENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Nested
  class Unchanged {

    @Test
    void theSecondWriteSendsNothing() {
      store.write(List.of(unit("1", "male", 1, 2)));
      var sent = server.transactions.size();
      var again = store.write(List.of(unit("1", "male", 1, 2))).get(0);
      assertThat(again.state()).isEqualTo(State.UNCHANGED);
      assertThat(again.count(Effect.UNCHANGED)).isEqualTo(3);
      assertThat(server.transactions).hasSize(sent);
    }

    @Test
    void onlyWhatDiffersIsSentAndProvenanceNamesJustThat() {
      store.write(List.of(unit("1", "male", 1, 2)));
      var result = store.write(List.of(unit("1", "male", 1, 3))).get(0);
      assertThat(result.count(Effect.UPDATED)).isEqualTo(1);
      var sent = server.transactions.get(server.transactions.size() - 1);
      assertThat(sent.getEntry()).hasSize(2);
      var provenance = (Provenance) sent.getEntry().get(1).getResource();
      assertThat(provenance.getTarget())
          .extracting(t -> t.getReference())
          .containsExactly("Observation/" + observation("1", 1, 3).getId());
    }
  }

  @Nested
  class Patients {

    @Test
    void statementsOfTwoSourcesMeetInOnePatient() {
      store.write(List.of(unit("1", "male", 1, 1)));
      store.write(
          List.of(
              new WriteUnit(
                  "other",
                  PatientStatement.ofDataset(
                      IdSpace.DEFAULT_PATIENT,
                      "1",
                      "other",
                      Map.of(PatientElement.GENDER, new CodeType("female"))),
                  List.of(),
                  null)));
      var patient = (Patient) server.current("Patient/" + patientId("1"));
      assertThat(patient.hasGender()).isFalse();
      assertThat(PatientMerge.disagreements(patient)).containsExactly(PatientElement.GENDER);
    }

    @Test
    void aPatientThatAnotherWroteMeanwhileIsReadAndMergedAgain() {
      store.write(List.of(unit("1", "male", 1, 1)));
      server.beforeNextTransaction(
          () -> {
            var other = ((Patient) server.current("Patient/" + patientId("1"))).copy();
            other.addName().setFamily("Other");
            server.store(other);
          });
      var result = store.write(List.of(unit("1", "female", 1, 1))).get(0);
      assertThat(result.state()).isEqualTo(State.WRITTEN);
      var patient = (Patient) server.current("Patient/" + patientId("1"));
      assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("Other");
      assertThat(patient.getGender().toCode()).isEqualTo("female");
    }

    @Test
    void noPatientSuffersForAnother() {
      server.refuse("Observation/" + observation("2", 1, 1).getId());
      var results =
          store.write(
              List.of(unit("1", "male", 1, 1), unit("2", "male", 1, 1), unit("3", "male", 1, 1)));
      assertThat(results)
          .extracting(UnitResult::state)
          .containsExactly(State.WRITTEN, State.REJECTED, State.WRITTEN);
      assertThat(server.versions("Patient/" + patientId("2"))).isZero();
      assertThat(results.get(1).refusal().code()).isEqualTo("fhir/test");
    }
  }

  @Nested
  class Packing {

    @Test
    void smallPatientsShareATransaction() {
      store.write(IntStream.range(0, 10).mapToObj(i -> unit("p" + i, "male", 1, 5)).toList());
      assertThat(server.transactions).hasSize(1);
    }

    @Test
    void aPatientLargerThanAPackGoesInOrderedChunks() {
      var resources =
          IntStream.range(0, 1_200).<Resource>mapToObj(i -> observation("1", i, 1)).toList();
      var result = store.write(List.of(new WriteUnit("u", null, resources, null))).get(0);
      assertThat(result.count(Effect.CREATED)).isEqualTo(1_200);
      assertThat(server.transactions).hasSize(3);
      assertThat(server.transactions.get(2).getEntry().get(199).getRequest().getUrl())
          .isEqualTo("Observation/" + resources.get(1_199).getId());
    }
  }

  @Nested
  class Faults {

    @Test
    void aPassingFaultIsRetried() {
      server.failNext(503, "application/fhir+json", "{}");
      server.failNext(429, "application/fhir+json", "{}");
      assertThat(store.write(List.of(unit("1", "male", 1, 1))).get(0).state())
          .isEqualTo(State.WRITTEN);
    }

    @Test
    void aPageInPlaceOfAnAnswerIsNoSuccess() {
      server.failNext(200, "text/html", "<html>log in</html>");
      assertThatThrownBy(() -> store.write(List.of(unit("1", "male", 1, 1))))
          .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsNoSuccess() {
      server.failNext(200, "application/fhir+json", "{\"resourceType\":\"Bundle\",\"en");
      assertThatThrownBy(() -> store.write(List.of(unit("1", "male", 1, 1))))
          .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
      server.failNext(302, "text/plain", "");
      assertThatThrownBy(() -> store.read(Patient.class, "p1"))
          .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void messagesHoldNoPatientValues() {
      server.refuse("Observation/" + observation("CANARY", 1, 1).getId());
      var result = store.write(List.of(unit("CANARY", "male", 1, 1))).get(0);
      assertThat(result.toString() + result.refusal())
          .doesNotContain("CANARY")
          .doesNotContain(patientId("CANARY"));
    }
  }

  @Nested
  class Journal {

    @Test
    void isToldBeforeTheStoreIs() {
      var told = new ArrayList<String>();
      server.beforeNextTransaction(() -> told.add("sent"));
      store.write(
          List.of(unit("1", "male", 1, 1)),
          new WriteJournal() {
            @Override
            public void planned(List<Planned> writes) {
              told.add("planned " + writes.size());
            }

            @Override
            public void confirmed(List<UnitResult> results) {
              told.add("confirmed " + results.size());
            }
          });
      assertThat(told).containsExactly("planned 3", "sent", "confirmed 1");
    }
  }

  @Nested
  class Undo {

    @Test
    void deletesWhatWasCreatedAndReportsWhatALaterRunChanged() {
      var first = store.write(List.of(unit("1", "male", 1, 1))).get(0);
      var second = observation("1", 2, 1);
      store.write(List.of(new WriteUnit("x", null, List.of(second), null)));
      var changed = observation("1", 2, 9);
      store.write(List.of(new WriteUnit("x", null, List.of(changed), null)));
      var writes =
          new ArrayList<>(
              first.writes().stream()
                  .filter(w -> !w.type().equals("Patient"))
                  .map(
                      w -> new UndoUnit.Written(w.type(), w.id(), w.version(), w.previousVersion()))
                  .toList());
      writes.add(new UndoUnit.Written("Observation", second.getId(), "1", null));

      var result =
          store.undo(
              new UndoUnit(
                  "1", writes, new UndoUnit.PatientPart(patientId("1"), "dataset:test", null)));

      assertThat(result.deleted()).isEqualTo(2);
      assertThat(result.kept()).hasSize(1);
      assertThat(server.current("Observation/" + observation("1", 1, 1).getId())).isNull();
      assertThat(server.current("Observation/" + second.getId())).isNotNull();
      var patient = (Patient) server.current("Patient/" + patientId("1"));
      assertThat(patient.hasGender()).isFalse();
    }
  }

  @Nested
  class UndoOfSeveralRuns {

    @Test
    void takesBackTheEarlierOneAfterTheLaterOne() {
      var first = store.write(List.of(unit("1", "male", 2, 2))).get(0);
      var second =
          store.write(List.of(new WriteUnit("x", null, List.of(observation("1", 1, 9)), null)));
      store.undo(new UndoUnit("1", written(second.get(0)), null));
      assertThat(server.versions(observationReference(1))).isEqualTo(3);

      var result =
          store.undo(
              new UndoUnit(
                  "1",
                  written(first),
                  new UndoUnit.PatientPart(patientId("1"), "dataset:test", null)));

      assertThat(result.kept()).isEmpty();
      assertThat(server.current(observationReference(1))).isNull();
      assertThat(server.current("Patient/" + patientId("1"))).isNull();
    }

    @Test
    void keepsTheProvenanceOfWhatStaysForThatAlone() {
      var first = store.write(List.of(unit("1", "male", 2, 2))).get(0);
      var all = written(first);
      var provenance = all.get(all.size() - 1);
      var reference = "Provenance/" + provenance.id();
      var gone = all.get(0);

      store.undo(new UndoUnit("1", List.of(gone, provenance), null));

      assertThat(server.current(gone.type() + "/" + gone.id())).isNull();
      assertThat(((Provenance) server.current(reference)).getTarget()).hasSize(1);
      store.undo(new UndoUnit("1", all, null));
      assertThat(server.current(reference)).isNull();
    }

    private static String observationReference(int number) {
      return "Observation/" + observation("1", number, 1).getId();
    }

    private static List<UndoUnit.Written> written(UnitResult result) {
      return result.writes().stream()
          .filter(w -> !w.type().equals("Patient"))
          .map(w -> new UndoUnit.Written(w.type(), w.id(), w.version(), w.previousVersion()))
          .toList();
    }
  }

  @Test
  void sharedResourcesAreRememberedUntilForgotten() {
    var device = observation("shared", 1, 1);
    assertThat(store.writeShared(List.of(device)).get(0).effect()).isEqualTo(Effect.CREATED);
    assertThat(store.writeShared(List.of(device)).get(0).effect()).isEqualTo(Effect.UNCHANGED);
    assertThat(server.transactions).hasSize(1);
    store.forgetShared();
    assertThat(store.writeShared(List.of(device)).get(0).effect()).isEqualTo(Effect.UNCHANGED);
  }

  private static String patientId(String id) {
    return ResourceIds.patient(IdSpace.DEFAULT_PATIENT, id);
  }

  private static WriteUnit unit(String patient, String gender, int number, int value) {
    return new WriteUnit(
        patient,
        PatientStatement.ofDataset(
            IdSpace.DEFAULT_PATIENT,
            patient,
            "test",
            Map.of(PatientElement.GENDER, new CodeType(gender))),
        number == 1 && value == 1
            ? List.of(observation(patient, 1, 1))
            : List.of(observation(patient, 1, value), observation(patient, 2, 2)),
        new ProvenanceStatement(
            "import", "import-service", "1", null, List.of(), List.of(), Instant.EPOCH));
  }

  private static Observation observation(String patient, int number, int value) {
    var result = new Observation();
    result.setId(ResourceIds.of(IdSpace.OBSERVATION_FACT, "test", patient, "c" + number, "single"));
    result.setValue(new Quantity().setValue(BigDecimal.valueOf(value)));
    return result;
  }
}
