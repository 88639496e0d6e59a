package ai.kaapana.clinical.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No value of a patient in a log line or in an error, whatever is done wrong. */
class QuietLogIT {

  private final TestServer server = TestServer.get();
  private final FhirClient importer = server.importer();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");

  @BeforeEach
  void listen() {
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  @Test
  void repeatsNoValueOfARequestThatFails() {
    var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    var patient = Examples.patient(canary);
    patient.addName().setFamily(canary);
    var fact = Examples.fact(canary, "lab:718-7", canary, 1);
    var answers =
        List.of(
            importer.put(fact),
            importer.transaction(fact, fact.copy()),
            server.person("alice").put(patient),
            importer.get("/Patient/" + canary),
            importer.get("/Patient?birthdate=" + canary),
            importer.get("/Patient?" + canary + "=1"),
            importer.get("/" + canary),
            importer.get("/Observation?value-quantity=" + canary),
            importer.get("/Observation?patient.name=" + canary),
            importer.send("PUT", "/Patient/" + canary, "{\"resourceType\":\"" + canary + "\"}"),
            importer.send("PUT", "/Patient/" + canary, "{\"" + canary),
            importer.send("PUT", "/Patient/" + canary, badDate(patient, canary)),
            importer.send("POST", "/%24" + canary, "{}"),
            importer.get("?_getpages=" + canary));
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 428));
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.body())
                    .doesNotContain(canary, patient.getIdPart(), fact.getIdPart()));
    assertQuiet(canary, patient, fact.getIdPart());
  }

  @Test
  void repeatsNoValueOfARequestThatSucceeds() {
    var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    var patient = Examples.patient(canary);
    patient.addName().setFamily(canary);
    var fact = Examples.fact(canary, "lab:718-7", canary, 1);
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(importer.get("/Patient?family=" + canary).status()).isEqualTo(200);
    assertThat(importer.get("/" + FhirClient.path(fact)).status()).isEqualTo(200);
    assertThat(importer.delete(fact).status()).isEqualTo(200);
    assertQuiet(canary, patient, fact.getIdPart());
    var metrics = server.anonymous().get(server.root() + "/actuator/prometheus").body();
    assertThat(metrics).doesNotContain(canary, patient.getIdPart(), fact.getIdPart());
  }

  private void assertQuiet(String canary, Patient patient, String factId) {
    assertThat(logged.list)
        .allSatisfy(
            event ->
                assertThat(
                        event.getFormattedMessage()
                            + event.getKeyValuePairs()
                            + event.getMDCPropertyMap())
                    .doesNotContain(canary, patient.getIdPart(), factId));
  }

  private static String badDate(Patient patient, String canary) {
    return FhirClient.encode(patient).replaceFirst("\\{", "{\"birthDate\":\"" + canary + "\",");
  }
}
