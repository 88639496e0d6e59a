package ai.kaapana.clinical.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body or a bundle may hold. */
class BodiesIT {

  private final FhirClient importer = TestServer.get().importer();
  private final String patientId = "ENDPOINT-" + UUID.randomUUID();
  private Observation fact;

  @BeforeEach
  void store() {
    fact = Examples.fact(patientId, "lab:718-7", "single", 1);
    assertThat(importer.transaction(Examples.patient(patientId), fact).status()).isEqualTo(200);
  }

  @Nested
  class Bodies {

    private String body() {
      return FhirClient.encode(fact);
    }

    private FhirClient.Answer put(String body) {
      return importer.send("PUT", "/" + FhirClient.path(fact), body);
    }

    @Test
    void refusesControlCharactersAndHalfSurrogates() {
      for (var escape : List.of("\\u0000", "\\u0007", "\\ud800", "\\udc00", "\\ud800x")) {
        var answer = put(body().replace("source text", "source " + escape + " text"));
        assertThat(answer.status()).as(escape).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("write/content");
      }
      var pair = put(body().replace("source text", "source \\ud83d\\ude00 text"));
      assertThat(pair.status()).isEqualTo(200);
    }

    @Test
    void refusesADepthThatNoResourceHas() {
      var deep =
          "\"extension\":"
              + "[{\"url\":\"x\",\"extension\":".repeat(2000)
              + "[]"
              + "}]".repeat(2000);
      assertThat(put(body().replaceFirst("\\{", "{" + deep + ",")).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyAboveTheLimit() {
      var large = body().replace("source text", "x".repeat(33 * 1024 * 1024));
      FhirClient.Answer answer;
      try {
        answer = put(large);
      } catch (UncheckedIOException closedWhileSending) {
        return;
      }
      assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void refusesAnotherTypeOrIdThanTheAddressSays() {
      assertThat(importer.send("PUT", "/Condition/" + fact.getIdPart(), body()).status())
          .isEqualTo(400);
      assertThat(importer.send("PUT", "/Observation/o1", body()).status()).isEqualTo(400);
    }

    @Test
    void keepsTheDigitsOfADecimal() {
      for (var digits : List.of("1.10", "1e-7", "0.1234567890123456789012345678901234567890")) {
        var number = "\"value\":" + digits + ",\"system\"";
        var changed = body().replaceFirst("\"value\":[0-9.]+,\"system\"", number);
        assertThat(changed).contains(number);
        assertThat(put(changed).status()).isEqualTo(200);
        var stored = importer.get("/" + FhirClient.path(fact)).as(Observation.class);
        assertThat(stored.getValueQuantity().getValueElement().getValue())
            .isEqualByComparingTo(new BigDecimal(digits));
      }
    }
  }

  @Nested
  class Bundles {

    @Test
    void refusesOneResourceTwice() {
      var answer = importer.transaction(fact, fact.copy());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("bundle/duplicate");
    }

    @Test
    void refusesMoreEntriesThanTheLimit() {
      var many =
          IntStream.range(0, 2001)
              .mapToObj(number -> Examples.fact(patientId, "local:x", "n" + number, 1))
              .toList();
      var answer = importer.post(FhirClient.puts(many));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.code()).isEqualTo("bundle/size");
    }

    @ParameterizedTest
    @CsvSource({
      "POST, Observation",
      "PATCH, Observation/o1",
      "DELETE, Observation?identifier=x",
      "DELETE, Patient/p1/$expunge",
      "PUT, ../Observation/o1",
      "PUT, http://elsewhere.example.org/Observation/o1",
      "GET, $reindex",
      "GET, Patient/$everything",
      "GET, ../actuator/env"
    })
    void looksIntoEveryEntry(String method, String url) {
      var bundle = new Bundle().setType(BundleType.TRANSACTION);
      var entry = bundle.addEntry();
      entry.getRequest().setMethod(HTTPVerb.valueOf(method)).setUrl(url);
      if (method.startsWith("P")) {
        entry.setResource(fact);
      }
      assertThat(importer.post(bundle).status()).isEqualTo(400);
    }

    @Test
    void refusesConditionsOfAnEntry() {
      var bundle = FhirClient.puts(List.of(fact));
      bundle.getEntryFirstRep().getRequest().setIfNoneExist("identifier=x");
      assertThat(importer.post(bundle).code()).isEqualTo("write/method");
    }

    @Test
    void writesNothingInABatch() {
      var batch = FhirClient.puts(List.of(fact)).setType(BundleType.BATCH);
      assertThat(importer.post(batch).code()).isEqualTo("bundle/type");
    }

    @Test
    void readsInABatch() {
      var batch = new Bundle().setType(BundleType.BATCH);
      batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(FhirClient.path(fact));
      batch
          .addEntry()
          .getRequest()
          .setMethod(HTTPVerb.GET)
          .setUrl("Observation?_id=" + fact.getIdPart());
      var answer = importer.post(batch).as(Bundle.class);
      assertThat(answer.getEntry())
          .allMatch(entry -> entry.getResponse().getStatus().startsWith("200"));
    }
  }
}
