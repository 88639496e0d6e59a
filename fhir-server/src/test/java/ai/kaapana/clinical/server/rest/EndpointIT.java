package ai.kaapana.clinical.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import ai.kaapana.clinical.server.types.ResourceTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint offers and what it refuses. */
class EndpointIT {

  private final TestServer server = TestServer.get();
  private final FhirClient importer = server.importer();
  private final String patientId = "ENDPOINT-" + UUID.randomUUID();
  private Observation fact;

  @BeforeEach
  void store() {
    fact = Examples.fact(patientId, "lab:718-7", "single", 1);
    assertThat(importer.transaction(Examples.patient(patientId), fact).status()).isEqualTo(200);
  }

  @Nested
  class CapabilityStatement {

    private final JsonNode statement = importer.get("/metadata").json();

    @Test
    void publishesThePatientIdSystemOfTheInstallation() {
      var extension = statement.path("extension").path(0);
      assertThat(extension.path("url").asText())
          .isEqualTo(Clinical.extension("patient-identifier-system"));
      assertThat(extension.path("valueUri").asText()).isEqualTo(IdSpace.DEFAULT_PATIENT);
    }

    @Test
    void statesJsonAlone() {
      assertThat(statement.path("format").toString()).contains("json").doesNotContain("xml");
    }

    @Test
    void statesTheTypesAndInteractionsThatThereAre() {
      var types = new ArrayList<String>();
      for (var resource : statement.path("rest").path(0).path("resource")) {
        var type = resource.path("type").asText();
        types.add(type);
        var interactions = new ArrayList<String>();
        resource.path("interaction").forEach(each -> interactions.add(each.path("code").asText()));
        if (type.equals("AuditEvent")) {
          assertThat(interactions).containsExactlyInAnyOrder("read", "search-type");
        } else if (ResourceTypes.SERVED.contains(type)) {
          assertThat(interactions)
              .as(type)
              .containsExactlyInAnyOrder(
                  "read", "vread", "history-instance", "search-type", "update", "delete");
        }
      }
      assertThat(types)
          .containsAll(ResourceTypes.SERVED)
          .doesNotContain("SearchParameter", "Subscription");
    }

    @Test
    void statesNoRetiredSearchParameter() {
      assertThat(statement.findValuesAsText("name"))
          .contains("code", "value-quantity")
          .doesNotContain(
              "component-code", "combo-code", "code-value-quantity", "phonetic", "_content");
    }
  }

  @Nested
  class Formats {

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "text/xml", "text/html", "text/turtle"})
    void answersInNothingButJson(String accept) {
      var answer = importer.send("GET", "/Patient?_count=1", null, "Accept", accept);
      assertThat(answer.status()).isEqualTo(406);
      assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "html", "html/json", "application/fhir%2Bxml", "ttl"})
    void answersInNothingButJsonWhateverTheQuerySays(String format) {
      assertThat(importer.get("/Patient?_count=1&_format=" + format).status()).isEqualTo(406);
    }

    @Test
    void readsNoXmlAndFollowsNoEntity() {
      var body =
          "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Patient"
              + " xmlns=\"http://hl7.org/fhir\"><language value=\"&e;\"/></Patient>";
      var answer =
          importer.send("PUT", "/Patient/p1", body, "Content-Type", "application/fhir+xml");
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.code()).isEqualTo("request/media-type");
    }

    @Test
    void unpacksNoCompressedBody() {
      var answer =
          importer.send(
              "PUT",
              "/" + FhirClient.path(fact),
              FhirClient.encode(fact),
              "Content-Type",
              "application/fhir+json",
              "Content-Encoding",
              "gzip");
      assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void letsNoPageOfAnotherSiteRead() {
      var answer =
          importer.send("GET", "/metadata", null, "Origin", "https://elsewhere.example.org");
      assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Nested
  class Refusals {

    @ParameterizedTest
    @CsvSource({
      "POST, /$reindex",
      "POST, /$mark-all-resources-for-reindexing",
      "POST, /$expunge",
      "POST, /Patient/$expunge",
      "GET, /$export",
      "POST, /$import",
      "GET, /$get-resource-counts",
      "POST, /Patient/$validate",
      "GET, /Patient/$meta",
      "POST, /Patient/$merge",
      "POST, /$process-message",
      "POST, /ValueSet/$expand",
      "GET, /$graphql?query=x",
      "GET, /_history",
      "GET, /Patient/_history",
      "GET, /?_lastUpdated=gt2020-01-01",
      "DELETE, /Patient?identifier=x",
      "PUT, /Observation?identifier=x",
      "POST, /Observation",
      "PATCH, /Patient/p1"
    })
    void offersNoOtherInteraction(String method, String path) {
      for (var client : List.of(importer, server.admin(), server.person("alice"))) {
        var body = method.equals("GET") ? null : "{\"resourceType\":\"Parameters\"}";
        var answer = client.send(method, path.replace("$", "%24"), body);
        assertThat(answer.status()).isBetween(400, 405);
        assertThat(answer.code()).isNotEmpty();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchParameter", "StructureDefinition", "Subscription", "AuditEvent"})
    void letsNobodyWriteWhatDescribesTheServer(String type) {
      for (var client : List.of(importer, server.admin(), server.person("alice"))) {
        var body = "{\"resourceType\":\"%s\",\"id\":\"x\"}".formatted(type);
        assertThat(client.send("PUT", "/" + type + "/x", body).status()).isEqualTo(403);
        assertThat(client.send("POST", "/" + type, body).status()).isEqualTo(403);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "component-code=x",
          "component-value-quantity=1",
          "combo-code=x",
          "code-value-quantity=x$1",
          "_content=x",
          "_text=x",
          "_filter=x",
          "_offset=10",
          "_source=x",
          "_list=x",
          "nonsense=1"
        })
    void refusesASearchParameterThatItWouldNotObey(String query) {
      var answer = importer.get("/Observation?" + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("search/parameter");
    }

    @Test
    void wantsATokenForEverything() {
      for (var path : List.of("/metadata", "/Patient", "/Patient/p1", "/AuditEvent", "/$x")) {
        var answer = server.anonymous().get(path);
        assertThat(answer.status()).as(path).isEqualTo(401);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
      }
      assertThat(server.anonymous().post(new Bundle()).status()).isEqualTo(401);
    }

    @Test
    void refusesAServiceThatIsInNoTable() {
      assertThat(server.service("stranger").get("/Patient?_count=1").status()).isEqualTo(403);
    }
  }

  @Nested
  class Addresses {

    @Test
    void answersWithAndWithoutThePrefixAndRepeatsItInLinks() {
      var plain = importer.get("/Patient?_count=1");
      var prefixed = importer.get(server.root() + "/prefix/fhir/Patient?_count=1");
      assertThat(link(plain.json(), "self")).startsWith(server.root() + "/fhir/Patient");
      assertThat(link(prefixed.json(), "self")).startsWith(server.root() + "/prefix/fhir/Patient");
    }

    @Test
    void repeatsTheHostThatAProxyStates() {
      var answer =
          importer.send(
              "GET",
              server.root() + "/prefix/fhir/Observation?_count=1&_summary=true",
              null,
              "X-Forwarded-Proto",
              "https",
              "X-Forwarded-Host",
              "kaapana.example.org");
      assertThat(link(answer.json(), "next"))
          .startsWith("https://kaapana.example.org/prefix/fhir?_getpages=");
    }

    private static String link(JsonNode bundle, String relation) {
      for (var link : bundle.path("link")) {
        if (link.path("relation").asText().equals(relation)) {
          return link.path("url").asText();
        }
      }
      return "";
    }
  }

  @Nested
  class Management {

    private FhirClient.Answer get(String path) {
      return server.anonymous().get(server.root() + path);
    }

    @Test
    void showsHealthToEverybodyAndMetricsToThisMachine() {
      assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(get("/actuator/prometheus").body()).contains("hikaricp_connections_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "beans", "configprops", "loggers", "threaddump"})
    void showsNothingElse(String endpoint) {
      assertThat(get("/actuator/" + endpoint).status()).isEqualTo(401);
      assertThat(server.admin().get(server.root() + "/actuator/" + endpoint).status())
          .isEqualTo(404);
    }
  }
}
