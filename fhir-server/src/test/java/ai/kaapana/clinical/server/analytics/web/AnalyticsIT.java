package ai.kaapana.clinical.server.analytics.web;

import static ai.kaapana.clinical.server.analytics.web.AnalyticsServer.ADAPTER;
import static ai.kaapana.clinical.server.analytics.web.AnalyticsServer.IMPORTER;
import static ai.kaapana.clinical.server.analytics.web.AnalyticsServer.LINKER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.spec.JsonSchema;
import ai.kaapana.clinical.server.analytics.store.Resources;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnalyticsIT {

  private static final String ROIS =
      "{'rows':'roi','clinical':['age',{'concept':'lab:718-7','pick':'closest','window':[-1,0]}],"
          + "'radiomics':{'features':['*']},'imaging':['slice_thickness'],'survival':['overall']}";
  private static final String TABLE =
      """
      patient_id,study_uid,series_uid,seg_uid,segment,roi,study_date,age,lab_718_7,original_f0,\
      original_f1,original_f2,original_f3,slice_thickness,overall_time,overall_event
      P1,1.2.3,1.2.3.1,1.2.3.2.1,1,Tumour,2020-01-02,64.5,13.5,1234.567890123457,,1e-7,-0.1,2.5,365,1
      P1,1.2.3,1.2.3.1,1.2.3.2.1,2,Failed,2020-01-02,64.5,13.5,,,,,2.5,365,1
      P2,,,,,Old,,,,7,,,,,,
      """;

  private static AnalyticsServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = new AnalyticsServer(folder);
    server.write(LINKER, Resources.linked());
    server.write(IMPORTER, Resources.imported());
    server.write(ADAPTER, Resources.ingested());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  @Order(1)
  void theSnapshotIsWhatRestReads() throws Exception {
    new SnapshotContract(server).check();
  }

  @Test
  @Order(2)
  void theTableIsCsvWithTheNumberOfItsRows() throws Exception {
    var answer = server.post("/$joint-table", ROIS);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("X-Row-Count")).contains("3");
    assertThat(answer.body()).isEqualTo(TABLE.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "'',application/x-ndjson,application/x-ndjson",
    "'',application/json,application/json",
    "'',application/fhir+json,application/json",
    "'',*/*,text/csv",
    "?_format=ndjson,text/csv,application/x-ndjson",
    "?_format=json,text/csv,application/json",
    "?_format=text/csv,application/json,text/csv",
    "?_format=columns,text/csv,application/json",
    "?_format=manifest,text/csv,application/json"
  })
  void formatBeatsAccept(String query, String accept, String type) throws Exception {
    var answer = server.post("/$joint-table" + query, ROIS, "Accept", accept);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.headers().firstValue("X-Row-Count")).contains("3");
  }

  @Test
  @Order(4)
  void manifestAndColumnsDescribeTheTable() throws Exception {
    var manifest = json(server.post("/$joint-table?_format=manifest", ROIS).body());
    var columns = json(server.post("/$joint-table?_format=columns", ROIS).body());

    assertThat(manifest.path("counts").path("rows").asInt()).isEqualTo(3);
    assertThat(manifest.path("specHash").asText()).hasSize(64);
    assertThat(columns.findValuesAsText("name"))
        .hasSize(16)
        .contains("original_f0", "overall_event");
    assertThat(columns.get(9).path("unit").asText()).isEqualTo("mm3");
    assertThat(columns.get(9).path("n").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @Order(5)
  @CsvSource(
      delimiter = '|',
      value = {
        "|{'rows':'roi','clinical':['lab:718-7']}|422|joint-table/pick-needed",
        "|{'rows':'roi','clinical':['haemoglobin']}|422|joint-table/unknown-concept",
        "|{'rows':'roi','radiomics':{'features':['wavelet*']}}|422|joint-table/unknown-feature",
        "|{'rows':'lesion'}|422|joint-table/bad-spec",
        "|nonsense|400|joint-table/bad-spec",
        "?_format=parquet|{'rows':'roi'}|400|joint-table/format",
      })
  void refusesWithAnOutcomeThatHasTheCode(String query, String body, int status, String code)
      throws Exception {
    var path = "/$joint-table" + (query == null ? "" : query);
    var answer = server.post(path, body, "Accept", "text/csv");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var issue = json(answer.body()).path("issue").get(0);
    assertThat(json(answer.body()).path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(issue.path("details").path("coding").get(0).path("code").asText()).isEqualTo(code);
    assertThat(issue.path("details").path("coding").get(0).path("system").asText())
        .isEqualTo("https://kaapana.ai/fhir/clinical/CodeSystem/error");
  }

  @Test
  @Order(6)
  void aConflictSaysHowManyPatientsItConcerns() throws Exception {
    var answer = server.post("/$joint-table", "{'rows':'patient','clinical':['lab:718-7']}");

    var parts = json(answer.body()).at("/issue/0/extension/0/extension");
    assertThat(parts.findValuesAsText("url")).contains("subject", "competing", "patients");
    assertThat(parts.findValue("valueInteger").asInt()).isEqualTo(1);
  }

  @Test
  @Order(7)
  void whatCannotBeGivenIsNotAcceptable() throws Exception {
    assertThat(server.post("/$joint-table", ROIS, "Accept", "image/png").statusCode())
        .isEqualTo(406);
  }

  @ParameterizedTest
  @Order(8)
  @CsvSource({"POST,/$joint-table", "GET,/$variables", "POST,/$cohort"})
  void nobodyOutsideTheProjectGetsIn(String method, String path) throws Exception {
    var body = BodyPublishers.ofString("{\"rows\":\"roi\"}");
    var stranger = "Bearer " + server.tokenOfStranger();

    assertThat(server.send(server.request(path).method(method, body)).statusCode()).isEqualTo(401);
    assertThat(
            server
                .send(server.request(path).header("Authorization", stranger).method(method, body))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  @Order(9)
  void theCapabilityStatementNamesTheOperations() throws Exception {
    assertThat(json(server.get("/metadata").body()).findValues("operation").toString())
        .contains("joint-table", "variables", "cohort");
  }

  @Test
  @Order(9)
  void variablesListWhatIsStored() throws Exception {
    var variables = json(server.get("/$variables").body());

    assertThat(JsonSchema.committed("variables.schema.json").accepts(variables)).isTrue();
    assertThat(variables.path("concepts").findValuesAsText("name"))
        .contains("lab:718-7", "tnm.group", "diagnosis.age", "patient.gender");
    assertThat(variables.at("/featureSets/0/features").size()).isEqualTo(4);
    assertThat(variables.path("imaging").findValuesAsText("name")).contains("slice_thickness");
  }

  @Test
  @Order(10)
  void aCohortCountsAndNamesSeries() throws Exception {
    var cohort =
        json(server.post("/$cohort", "{'where':[{'concept':'stage','in':['IIIA']}]}").body());

    assertThat(JsonSchema.committed("cohort-result.schema.json").accepts(cohort)).isTrue();
    assertThat(cohort.path("total").asInt()).isEqualTo(2);
    assertThat(cohort.at("/attrition/0/remaining").asInt()).isEqualTo(1);
    assertThat(cohort.at("/series/0").asText()).isEqualTo("1.2.3.1");
    assertThat(cohort.has("group")).isFalse();
  }

  @Test
  @Order(11)
  void aCohortIsStoredAsGroupAndList() throws Exception {
    var request = "{'where':[{'concept':'stage','in':['IIIA']}],'store':{'name':'stage three'}}";
    var answer = server.post("/$cohort", request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var group = json(answer.body()).path("group").asText();
    var list = json(answer.body()).path("list").asText();

    assertThat(json(server.get("/" + group).body()).path("member").size()).isEqualTo(1);
    assertThat(json(server.get("/" + list).body()).at("/entry/0/item/identifier/value").asText())
        .isEqualTo("urn:oid:1.2.3.1");
    assertThat(json(server.get("/Provenance?target=" + group).body()).path("entry").size())
        .isEqualTo(1);

    server.post("/$cohort", request);
    assertThat(version(group)).isEqualTo("1");
    assertThat(version(list)).isEqualTo("1");
  }

  private static String version(String reference) throws Exception {
    return json(server.get("/" + reference).body()).at("/meta/versionId").asText();
  }

  @Test
  @Order(12)
  void whatIsWrittenIsReadAtOnce() throws Exception {
    var request = "{'rows':'patient','clinical':[{'concept':'lab:718-7','pick':'count'}]}";
    var added = Resources.laboratory("P1", "2020-04-01", "9");

    server.write(IMPORTER, added);
    assertThat(server.post("/$joint-table", request).body()).contains("P1,2020-01-02,3");

    added.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
    server.write(IMPORTER, added);
    assertThat(server.post("/$joint-table", request).body()).contains("P1,2020-01-02,2");

    server.delete(IMPORTER, added);
    new SnapshotContract(server).check();
    assertThat(server.post("/$joint-table", request).body()).contains("P1,2020-01-02,2");
  }
}
