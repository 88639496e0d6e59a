package ai.kaapana.clinical.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions, references and index rows. */
class StorageIT {

  private final TestServer server = TestServer.get();
  private final FhirClient importer = server.importer();
  private final String patientId = "STORAGE-" + UUID.randomUUID();
  private final Patient patient = Examples.patient(patientId);
  private final Observation fact = Examples.fact(patientId, "lab:718-7", "single", 1);

  @BeforeEach
  void store() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
  }

  private long versions(String id) {
    return server
        .sql()
        .queryForObject(
            "SELECT count(*) FROM hfj_res_ver v JOIN hfj_resource r ON r.res_id = v.res_id"
                + " WHERE r.fhir_id = ?",
            Long.class,
            id);
  }

  @Test
  void makesNoVersionOfWhatIsThereAlready() {
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(importer.put(fact).status()).isEqualTo(200);
    fact.getMeta().setSource("http://elsewhere.example.org");
    var answer = importer.transaction(fact);
    assertThat(answer.body()).contains("SUCCESSFUL_UPDATE_NO_CHANGE");
    assertThat(versions(fact.getIdPart())).isEqualTo(1);
    assertThat(versions(patient.getIdPart())).isEqualTo(1);
  }

  @Test
  void keepsFormerVersions() {
    fact.setValue(new Quantity(2));
    assertThat(importer.put(fact).status()).isEqualTo(200);
    var first = importer.get("/" + FhirClient.path(fact) + "/_history/1").as(Observation.class);
    assertThat(first.getValueQuantity().getValue()).isEqualByComparingTo("1");
    var history = importer.get("/" + FhirClient.path(fact) + "/_history").json();
    assertThat(history.path("entry")).hasSize(2);
  }

  @Test
  void replacesTagsProfilesAndLabelsWithTheRest() {
    fact.getMeta().addTag("http://example.org", "a", null);
    fact.getMeta().addSecurity("http://example.org", "b", null);
    fact.getMeta().addProfile("http://example.org/c");
    assertThat(importer.put(fact).status()).isEqualTo(200);
    fact.setMeta(null);
    assertThat(importer.put(fact).status()).isEqualTo(200);
    var stored = importer.get("/" + FhirClient.path(fact)).as(Observation.class).getMeta();
    assertThat(stored.getTag()).isEmpty();
    assertThat(stored.getSecurity()).isEmpty();
    assertThat(stored.getProfile()).isEmpty();
  }

  @Test
  void storesNoSource() {
    fact.setMeta(null);
    fact.getMeta().setSource("http://elsewhere.example.org");
    fact.setValue(new Quantity(3));
    assertThat(importer.put(fact).status()).isEqualTo(200);
    var stored = importer.get("/" + FhirClient.path(fact)).as(Observation.class);
    assertThat(stored.getMeta().hasSource()).isFalse();
  }

  @Test
  void refusesAReferenceToNothing() {
    var orphan = Examples.fact("NOBODY-" + UUID.randomUUID(), "lab:718-7", "single", 1);
    var answer = importer.put(orphan);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("write/reference");
    assertThat(answer.json().at("/issue/0/expression/0").asText()).isEqualTo("Observation.subject");
    assertThat(importer.get("/" + orphan.getSubject().getReference()).status()).isEqualTo(404);
  }

  @Test
  void refusesAReferenceToAnotherServer() {
    fact.addFocus(new Reference("http://elsewhere.example.org/fhir/Patient/1"));
    assertThat(importer.put(fact).status()).isBetween(400, 422);
  }

  @Test
  void refusesToDeleteWhatOthersReferTo() {
    var answer = importer.delete(patient);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("write/referenced");
    assertThat(
            importer
                .send("DELETE", "/" + FhirClient.path(patient), null, "X-Cascade", "delete")
                .status())
        .isEqualTo(409);
  }

  @Test
  void deletesWhatRefersAndItsTargetInOneTransactionAndTakesBothBack() {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(FhirClient.path(patient));
    bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(FhirClient.path(fact));
    assertThat(importer.post(bundle).status()).isEqualTo(200);
    assertThat(importer.get("/" + FhirClient.path(fact)).status()).isEqualTo(410);
    assertThat(importer.transaction(patient, fact).status()).isEqualTo(200);
    assertThat(importer.get("/" + FhirClient.path(fact)).status()).isEqualTo(200);
  }

  @Test
  void keepsNothingOfAFailedTransaction() {
    var second = Examples.fact(patientId, "lab:718-7", "other", 1);
    var orphan = Examples.fact("NOBODY-" + UUID.randomUUID(), "lab:718-7", "single", 1);
    assertThat(importer.transaction(second, orphan).status()).isEqualTo(422);
    assertThat(importer.get("/" + FhirClient.path(second)).status()).isEqualTo(404);
  }

  @Test
  void answersASearchAnewEachTime() {
    var query = "/Observation?patient=" + patient.getIdPart() + "&_summary=count";
    assertThat(importer.get(query).json().path("total").asInt()).isEqualTo(1);
    assertThat(importer.put(Examples.fact(patientId, "lab:718-7", "later", 1)).status())
        .isEqualTo(201);
    assertThat(importer.get(query).json().path("total").asInt()).isEqualTo(2);
  }

  @Test
  void writesNoIndexRowsForComponents() {
    var panel = panel(200);
    assertThat(server.adapter().put(panel).status()).isEqualTo(201);
    assertThat(rows("hfj_spidx_token", panel.getIdPart())).isLessThanOrEqualTo(8);
    assertThat(rows("hfj_spidx_quantity", panel.getIdPart())).isZero();
    assertThat(rows("hfj_spidx_string", panel.getIdPart())).isZero();
  }

  @Test
  void writesFewIndexRowsForALaboratoryValue() {
    var all = 0L;
    for (var table :
        new String[] {"token", "string", "quantity", "date", "number", "uri", "coords"}) {
      all += rows("hfj_spidx_" + table, fact.getIdPart());
    }
    var links = rows("hfj_res_link", fact.getIdPart());
    assertThat(all).isLessThanOrEqualTo(5);
    assertThat(links).isLessThanOrEqualTo(2);
  }

  private Observation panel(int features) {
    var panel = (Observation) Examples.of(IdSpace.PANEL, patientId, UUID.randomUUID().toString());
    for (int i = 0; i < features; i++) {
      panel
          .addComponent()
          .setCode(new CodeableConcept().setText("feature " + i))
          .setValue(new Quantity(i))
          .getCode()
          .addCoding()
          .setSystem("http://example.org/features")
          .setCode("f" + i);
    }
    return panel;
  }

  private long rows(String table, String id) {
    var column = table.equals("hfj_res_link") ? "src_resource_id" : "res_id";
    return server
        .sql()
        .queryForObject(
            "SELECT count(*) FROM "
                + table
                + " t JOIN hfj_resource r ON r.res_id = t."
                + column
                + " WHERE r.fhir_id = ?",
            Long.class,
            id);
  }
}
