package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that name their patients by what the PACS knows: accession number, study, series. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SystemUnderTest.Provider.class)
class ImportKeysIT {

  private static final int STUDIES = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private SystemUnderTest system;
  private JsonNode beforeTheLink;

  /** A study as the store has it. */
  private record Study(String subject, String accession, String uid, String series) {}

  @BeforeAll
  void importBeforeTheStudiesAreLinked(SystemUnderTest started) throws Exception {
    system = started;
    system.empty();
    beforeTheLink =
        system.feeds().importTable(table(someStudyUids()), mapping("StudyInstanceUID", "early"));
    system.feeds().link();
  }

  @Test
  void rowsOfStudiesThatAreNotLinkedYetWaitAndAreImportedByThemselves() throws Exception {
    assertThat(beforeTheLink.at("/units/waiting").asInt())
        .as(beforeTheLink.toString())
        .isEqualTo(STUDIES);
    assertThat(beforeTheLink.at("/units/accepted").asInt()).isZero();

    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (imported("early").at("/units/waiting").asInt() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(500);
    }
    assertThat(imported("early").at("/units/waiting").asInt()).isZero();
    assertThat(imported("early").at("/units/accepted").asInt()).isEqualTo(STUDIES);
    assertThat(notes("early")).hasSize(STUDIES);
  }

  @ParameterizedTest
  @CsvSource({"AccessionNumber", "StudyInstanceUID", "SeriesInstanceUID"})
  void theKeyLeadsToThePatientOfTheStudy(String keyword) throws Exception {
    var studies = studies();
    Function<Study, String> key =
        switch (keyword) {
          case "AccessionNumber" -> Study::accession;
          case "StudyInstanceUID" -> Study::uid;
          default -> Study::series;
        };
    var job =
        system
            .feeds()
            .importTable(
                table(studies.stream().map(key).toList()), mapping(keyword, "by-" + keyword));
    assertThat(job.at("/units/accepted").asInt()).as(job.toString()).isEqualTo(STUDIES);
    assertThat(job.at("/units/waiting").asInt()).isZero();
    assertThat(notes("by-" + keyword)).isEqualTo(expected(studies));
  }

  @Test
  void idsThatMatchFewImagesNeedAConfirmation() throws Exception {
    var table = table(List.of("X-1", "X-2", "X-3", "DC-001"));
    var preview = upload(table, mapping("PatientID", "few")).json();
    assertThat(preview.at("/preview/coverage/rowsWithImaging").asInt()).isEqualTo(1);
    var commit = api() + "/imports/" + preview.path("id").asText() + "/commit";

    var refused = post(commit, "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.reason()).contains("coverage").contains("1 of 4 rows have imaging");

    assertThat(post(commit, "{\"confirmLowCoverage\":true}").status()).isEqualTo(202);
  }

  /** Each of another patient. */
  private List<String> someStudyUids() throws IOException {
    var table = Csv.read(Files.readString(system.cohort().resolve("expected/joint-table.csv")));
    var header = table.getFirst();
    return table.stream()
        .skip(1)
        .collect(
            Collectors.toMap(
                row -> row.get(header.indexOf("patient_id")),
                row -> row.get(header.indexOf("study_uid")),
                (first, second) -> first,
                TreeMap::new))
        .values()
        .stream()
        .limit(STUDIES)
        .toList();
  }

  private List<Study> studies() throws IOException {
    var bundle = fhir("ImagingStudy?_count=100");
    return StreamSupport.stream(bundle.path("entry").spliterator(), false)
        .map(entry -> study(entry.path("resource")))
        .collect(
            Collectors.toMap(
                Study::subject, study -> study, (first, second) -> first, TreeMap::new))
        .values()
        .stream()
        .limit(STUDIES)
        .toList();
  }

  private static Study study(JsonNode resource) {
    String uid = "";
    String accession = "";
    for (var identifier : resource.path("identifier")) {
      var value = identifier.path("value").asText();
      if (value.startsWith("urn:oid:")) {
        uid = value.substring("urn:oid:".length());
      } else {
        accession = value;
      }
    }
    return new Study(
        resource.at("/subject/reference").asText(),
        accession,
        uid,
        resource.at("/series/0/uid").asText());
  }

  /** One row for each key; the text tells the rows apart. */
  private Path table(List<String> keys) throws IOException {
    var text = new StringBuilder("key,text\n");
    for (int row = 0; row < keys.size(); row++) {
      text.append(keys.get(row)).append(",value ").append(row).append('\n');
    }
    return Files.writeString(folder.resolve("keyed.csv"), text);
  }

  private Path mapping(String keyword, String dataset) throws IOException {
    return Files.writeString(
        folder.resolve("keyed.mapping.yaml"),
        """
        apiVersion: clinical-import/v1
        kind: TableMapping
        metadata: { name: %s, version: 1.0.0, dataset: %s }
        source: { format: csv }
        subject: { column: key, key: %s, requireImaging: warn }
        columns:
          text: { as: observation.local, name: note, type: text }
        """
            .formatted(dataset, dataset, keyword));
  }

  private static Map<String, String> expected(List<Study> studies) {
    var expected = new TreeMap<String, String>();
    for (int row = 0; row < studies.size(); row++) {
      expected.put(studies.get(row).subject(), "value " + row);
    }
    return expected;
  }

  /** What the store says of each patient. */
  private Map<String, String> notes(String dataset) throws IOException {
    var found = new TreeMap<String, String>();
    for (var entry : fhir("Observation?_count=100&_tag=" + dataset).path("entry")) {
      var resource = entry.path("resource");
      found.put(resource.at("/subject/reference").asText(), resource.path("valueString").asText());
    }
    return found;
  }

  private JsonNode imported(String dataset) throws IOException {
    for (var one : system.stack().http().get(URI.create(api() + "/imports")).json()) {
      if (one.path("dataset").asText().equals(dataset)) {
        return one;
      }
    }
    throw new AssertionError("no import of " + dataset);
  }

  private Answer upload(Path table, Path mapping) throws IOException {
    var form = new Multipart().file("file", table).file("mapping", mapping);
    return system
        .stack()
        .http()
        .post(URI.create(api() + "/imports"), form.contentType(), form.publisher());
  }

  private Answer post(String uri, String json) throws IOException {
    return system.stack().http().postJson(URI.create(uri), json, "application/json");
  }

  private JsonNode fhir(String query) throws IOException {
    var answer = system.stack().http().get(URI.create(system.stack().fhir() + "/" + query));
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    return answer.json();
  }

  private URI api() {
    return system.stack().address(Component.IMPORT_SERVICE, "/import/api/v1");
  }
}
