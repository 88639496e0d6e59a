package ai.kaapana.clinical.radiomics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.testing.StateSnapshot;
import ai.kaapana.clinical.testing.TestObjectStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The adapter and a real fhir-server as processes, over the real paths, with the real tokens. */
class IngestIT {

  private static final String HEADER =
      "PatientID,StudyInstanceUID,ImageSeriesUID,SegSOPInstanceUID,SegmentNumber,ROI,Image,Mask,"
          + "diagnostics_Versions_PyRadiomics,diagnostics_Configuration_Settings,"
          + "diagnostics_Configuration_EnabledImageTypes,original_shape_MeshVolume,"
          + "original_firstorder_Mean,original_glcm_MCC\n";
  private static final Map<String, String> NAMED = Map.of("configurationName", "bin25");
  private static final int TRIES = 600;
  private static final int MANY = 60;

  private static TestObjectStore bucket;
  private static Suite suite;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    bucket = TestObjectStore.start(Path.of("target", "it", "bucket").toAbsolutePath());
    var settings = new HashMap<String, String>();
    for (var line : bucket.springProperties("radiomics/")) {
      settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    settings.put("clinical.object-store.poll-interval", "500ms");
    settings.put("clinical.radiomics.rows-at-once", "5");
    suite = Suite.start("ingest", settings);
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
    if (bucket != null) {
      bucket.close();
    }
  }

  private static String row(String patient, String number, String values) {
    return "%s,1.2.%s,1.2.%s.1,1.2.%s.9,1,Tumour,i.nrrd,m.nrrd,v3.0.1,\"{'binWidth': 25, 'label': 1}\",\"{'Original': {}}\",%s\n"
        .formatted(patient, number, number, number, values);
  }

  private static byte[] file(String... rows) {
    return (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8);
  }

  private static void link(String patient, String number) throws Exception {
    suite.link(
        Images.patient(patient),
        Images.study(patient, "1.2." + number, "1.2." + number + ".1"),
        Images.on(
            Images.segment(patient, "1.2." + number + ".9", "1.2." + number + ".8", 1, "Tumour"),
            "1.2." + number + ".1",
            "1.2." + number));
  }

  /** The panels about a segment, by the number of its study. */
  private static List<Observation> panels(String number) throws Exception {
    var focus = "BodyStructure/" + ResourceIds.segment("1.2." + number + ".9", 1);
    return suite.stored(Observation.class).values().stream()
        .filter(o -> o.getFocus().stream().anyMatch(f -> focus.equals(f.getReference())))
        .filter(o -> o.getCode().getCodingFirstRep().getCode().equals("125007"))
        .toList();
  }

  private static JsonNode until(String route, Predicate<JsonNode> holds) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      var answer = suite.get(route);
      if (holds.test(answer)) {
        return answer;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not in time: " + suite.get(route));
  }

  @Test
  void storesAPanelForEachRegionAndNothingTheSecondTime() throws Exception {
    link("P-1", "101");
    var file = file(row("P-1", "101", "12.5,-30.25,nan"));
    var first = suite.ingest(file, NAMED);
    assertThat(first.at("/units/accepted").asInt()).as(suite.rows(first).toString()).isEqualTo(1);
    assertThat(first.at("/resources/mapped").asInt()).isEqualTo(5);
    assertThat(first.at("/result/values/in").asInt()).isEqualTo(3);
    assertThat(first.at("/result/values/stored").asInt()).isEqualTo(2);
    assertThat(first.at("/result/values/rejected").asInt()).isEqualTo(1);
    var panel = panels("101").getFirst();
    assertThat(panel.getComponent()).hasSize(3);
    assertThat(panel.getHasMember()).hasSize(2);
    assertThat(panel.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2024-03-05T10:30:00+01:00");
    assertThat(suite.stored(Provenance.class).values())
        .anySatisfy(
            provenance ->
                assertThat(provenance.getTarget())
                    .anyMatch(t -> t.getReference().endsWith(panel.getIdElement().getIdPart())));
    var before = StateSnapshot.of(suite.fhirDatabase());
    var second = suite.ingest(file, NAMED);
    assertThat(second.at("/units/skipped").asInt()).isEqualTo(1);
    assertThat(second.at("/resources/created").asInt()).isZero();
    assertThat(second.at("/resources/updated").asInt()).isZero();
    assertThat(second.at("/resources/unchanged").asInt()).isEqualTo(5);
    StateSnapshot.of(suite.fhirDatabase()).assertEqualStateAndVersions(before);
  }

  @Test
  void waitsForAStudyAndGoesOnByItself() throws Exception {
    var job = suite.ingest(file(row("P-2", "102", "1,2,3")), NAMED);
    assertThat(job.at("/units/waiting").asInt()).isEqualTo(1);
    assertThat(suite.get("/waiting").toString()).contains("target/segment-missing");
    link("P-2", "102");
    var ingest = "/ingests/" + job.at("/result/ingest").asText();
    var done = until(ingest, account -> account.at("/units/accepted").asInt() == 1);
    assertThat(done.at("/values/stored").asInt()).isEqualTo(3);
    assertThat(panels("102")).hasSize(1);
  }

  @Test
  void putsAContradictionInQuarantineAndReplaysIt() throws Exception {
    link("P-3", "103");
    var job = suite.ingest(file(row("P-4", "103", "1,2,3")), NAMED);
    assertThat(job.at("/units/rejected").asInt()).isEqualTo(1);
    var unit = suite.rows(job).get(0);
    assertThat(unit.path("code").asText()).isEqualTo("target/patient-contradiction");
    assertThat(panels("103")).isEmpty();
    link("P-4", "103");
    var replay = suite.post("/quarantine/" + unit.path("id").asText() + "/replay", "{}");
    assertThat(suite.await(replay.path("id").asText()).at("/units/accepted").asInt()).isEqualTo(1);
    assertThat(panels("103")).hasSize(1);
  }

  @Test
  void refusesABrokenFileWholeAndStoresNothing() throws Exception {
    link("P-5", "105");
    var text = new String(file(row("P-5", "105", "1,2,3")), StandardCharsets.UTF_8);
    var cut = text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    var answer = suite.answer("/ingests", cut, NAMED);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("file/truncated");
    assertThat(panels("105")).isEmpty();
    var unknown =
        suite.answer(
            "/ingests",
            file(row("P-5", "105", "1,2,3")),
            Map.of("columns", "{\"series\": \"Nope\"}"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("column/unknown");
  }

  @Test
  void rejectsAFailedRowWhoseConfigurationNothingTells() throws Exception {
    var row = row("P-6", "106", ",,").replaceAll("v3.0.1,.*", ",,,,,");
    var job = suite.ingest(file(row), Map.of());
    assertThat(suite.rows(job).get(0).path("code").asText()).isEqualTo("configuration/unknown");
  }

  @Test
  void amendsChangedValues() throws Exception {
    link("P-13", "113");
    suite.ingest(file(row("P-13", "113", "1,2,3")), NAMED);
    var changed = suite.ingest(file(row("P-13", "113", "1,2.5,3")), NAMED);
    assertThat(changed.at("/resources/updated").asInt()).isEqualTo(3);
    var panel = panels("113").getFirst();
    assertThat(panel.getStatus()).isEqualTo(ObservationStatus.AMENDED);
    var same = suite.ingest(file(row("P-13", "113", "1,2.5,3")), NAMED);
    assertThat(same.at("/units/skipped").asInt()).isEqualTo(1);
  }

  @Test
  void storesAFailedRegionWithItsReason() throws Exception {
    link("P-7", "107");
    link("P-8", "108");
    suite.ingest(file(row("P-8", "108", "1,2,3"), row("P-7", "107", ",,")), NAMED);
    var failed = panels("107").getFirst();
    assertThat(failed.hasDataAbsentReason()).isTrue();
    assertThat(failed.hasExtension(Clinical.extension("failure-reason"))).isTrue();
    assertThat(failed.hasComponent()).isFalse();
    suite.ingest(file(row("P-7", "107", "5,6,7")), NAMED);
    assertThat(panels("107").getFirst().getStatus()).isEqualTo(ObservationStatus.AMENDED);
    assertThat(panels("107").getFirst().getComponent()).hasSize(3);
    var zeros = suite.ingest(file(row("P-7", "107", "0,0,0")), NAMED);
    assertThat(suite.rows(zeros).get(0).path("code").asText()).isEqualTo("roi/result-exists");
    assertThat(panels("107").getFirst().getComponent()).hasSize(3);
  }

  @Test
  void replacesAResultWithoutImageWhenTheImageArrives() throws Exception {
    suite.link(Images.patient("P-9"));
    var parts = Map.of("acceptUnlinked", "true", "dataset", "lung");
    var job = suite.ingest(file(row("P-9", "109", "1,2,3")), parts);
    assertThat(job.at("/units/accepted").asInt()).isEqualTo(1);
    link("P-9", "109");
    for (int i = 0; i < TRIES && panels("109").isEmpty(); i++) {
      Thread.sleep(100);
    }
    var linked = panels("109").getFirst();
    var replaces =
        linked.getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/observation-replaces");
    var replaced = ((Reference) replaces.getValue()).getReferenceElement().getIdPart();
    assertThat(suite.stored(Observation.class).get(replaced).getStatus())
        .isEqualTo(ObservationStatus.ENTEREDINERROR);
    assertThat(linked.getStatus()).isEqualTo(ObservationStatus.FINAL);
  }

  @Test
  void withdrawsPanelsWhoseSegmentHasLeftAndTakesThemBack() throws Exception {
    link("P-10", "110");
    suite.ingest(file(row("P-10", "110", "1,2,3")), NAMED);
    var gone =
        Images.on(
            Images.segment("P-10", "1.2.110.9", "1.2.110.8", 1, "Tumour"), "1.2.110.1", "1.2.110");
    suite.link(gone.setActive(false));
    suite.await(suite.post("/withdraw", "{}").path("id").asText());
    assertThat(panels("110").getFirst().getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
    link("P-10", "110");
    for (int i = 0;
        i < TRIES && panels("110").getFirst().getStatus() != ObservationStatus.AMENDED;
        i++) {
      Thread.sleep(100);
    }
    assertThat(panels("110").getFirst().getStatus()).isEqualTo(ObservationStatus.AMENDED);
  }

  @Test
  void showsWhatWouldBecomeOfAFileWithoutStoringAnything() throws Exception {
    link("P-11", "111");
    var before = StateSnapshot.of(suite.fhirDatabase());
    var preview =
        suite.send(
            "/preview",
            file(
                row("P-11", "111", "1,2,nan"),
                row("P-11", "11199", "1,2,3"),
                row("X", "111", "4,5,6")),
            NAMED);
    assertThat(preview.at("/states/resolved").asInt()).isEqualTo(1);
    assertThat(preview.at("/states/waiting").asInt()).isEqualTo(1);
    assertThat(preview.at("/states/quarantined").asInt()).isEqualTo(1);
    assertThat(preview.at("/configurations/0/completeness").asText()).isEqualTo("complete");
    StateSnapshot.of(suite.fhirDatabase()).assertEqualStateAndVersions(before);
  }

  @Test
  void takesFilesFromTheBucket() throws Exception {
    link("P-12", "112");
    put("radiomics/params.yaml", "setting:\n  binWidth: 25\n".getBytes(StandardCharsets.UTF_8));
    put("radiomics/result.csv", file(row("P-12", "112", "1,2,3")));
    put("radiomics/broken.csv", "Image,Mask,original_shape_A\n1".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < TRIES && panels("112").isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertThat(panels("112")).hasSize(1);
    until("/ingests", list -> list.toString().contains("file/truncated"));
  }

  /** Through the API: the store does not know files that were laid into its folder. */
  private static void put(String key, byte[] content) {
    var credentials = AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey());
    try (var s3 =
        S3Client.builder()
            .endpointOverride(bucket.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      var name = bucket.bucketFolder().getFileName().toString();
      s3.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(content));
    }
  }

  @Test
  void bringsInTheDemoCohortCompletely() throws Exception {
    var folder = Path.of(System.getProperty("project.root", "..")).resolve("demo-cohort/radiomics");
    var csv = Files.readAllBytes(folder.resolve("bin25.csv"));
    var lines = new String(csv, StandardCharsets.UTF_8).lines().skip(1).toList();
    for (var line : lines) {
      var cells = line.split(",", 6);
      suite.link(
          Images.patient(cells[0]),
          Images.study(cells[0], cells[1], cells[2]),
          Images.on(
              Images.segment(cells[0], cells[3], cells[3] + ".1", Integer.parseInt(cells[4]), "T"),
              cells[2],
              cells[1]));
    }
    var parts =
        Map.of(
            "configurationName",
            "bin25",
            "parameters",
            Files.readString(folder.resolve("bin25.yaml")));
    var job = suite.ingest(csv, parts);
    assertThat(job.at("/units/in").asInt()).isEqualTo(lines.size());
    assertThat(job.at("/units/accepted").asInt())
        .as(suite.rows(job).toString())
        .isEqualTo(lines.size());
    var again = suite.ingest(csv, parts);
    assertThat(again.at("/units/skipped").asInt()).isEqualTo(lines.size());
    assertThat(again.at("/resources/unchanged").asInt())
        .isEqualTo(job.at("/resources/mapped").asInt());
    assertThat(suite.stored(DocumentReference.class).values())
        .anySatisfy(document -> assertThat(document.getContent()).hasSize(2));
  }

  @Test
  void storesWhatKaapanasWorkflowsWrite() throws Exception {
    link("P-20", "120");
    suite.link(
        Images.study("P-20", "1.2.120", "1.2.120.1", "1.2.120.8"),
        Images.on(
            Images.segment("P-20", "1.2.120.9", "1.2.120.8", 2, "Kidney, left"),
            "1.2.120.1",
            "1.2.120"));
    var mask = "1.2.120.9--1--tumour";
    var xml =
        StockFiles.xml(StockFiles.NAMESPACE, "1.2.120.8", "1.2.120.1", mask, StockFiles.FEATURES);
    var path = "batch/1.2.120.8/radiomics/" + mask + "_radiomics.xml";
    var job = suite.ingest(bytes(xml), Map.of("sourcePath", path));
    assertThat(job.at("/units/accepted").asInt()).as(suite.rows(job).toString()).isEqualTo(1);
    assertThat(job.at("/result/values/stored").asInt()).isEqualTo(5);
    assertThat(job.at("/result/values/rejected").asInt()).isEqualTo(3);
    var copy = suite.answer("/ingests", bytes(StockFiles.copy(xml)), Map.of("sourcePath", path));
    assertThat(copy.statusCode()).isEqualTo(422);
    assertThat(copy.body()).contains("file/xml-copy", "ends in .xml");
    var other = suite.ingest(bytes(xml), Map.of("sourcePath", path.replace("--1--", "--2--")));
    assertThat(suite.rows(other).get(0).path("code").asText()).isEqualTo("target/location");
    assertThat(panels("120")).hasSize(1);
    var masks =
        "{%s,%s}"
            .formatted(
                StockFiles.operator("tumour", false), StockFiles.operator("kidney_left", true));
    var said = Map.of("sourcePath", "batch/1.2.120.8/pyradiomics/1.2.120.1.json");
    var operator = suite.ingest(bytes(masks), said);
    assertThat(operator.at("/units/accepted").asInt()).isEqualTo(2);
    assertThat(operator.at("/result/values/stored").asInt()).isEqualTo(2);
    assertThat(panels("120")).hasSize(2);
    var again = suite.ingest(bytes(masks), said);
    assertThat(again.at("/units/skipped").asInt()).isEqualTo(2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void storedPanelsTakeOverTheNameThatTheirConfigurationIsGiven() throws Exception {
    link("P-21", "121");
    link("P-22", "122");
    suite.ingest(bin7("P-21", "121"), Map.of());
    assertThat(names("121")).singleElement().asString().startsWith("pyradiomics-3.0.1-");
    suite.ingest(bin7("P-22", "122"), Map.of("configurationName", "bin7"));
    for (int i = 0; i < TRIES && !names("121").equals(List.of("bin7")); i++) {
      Thread.sleep(100);
    }
    assertThat(names("121")).containsExactly("bin7");
    var panel = panels("121").getFirst();
    assertThat(members(panel)).extracting(IngestIT::name).containsExactly("bin7", "bin7");
    assertThat(panel.getStatus()).isEqualTo(ObservationStatus.FINAL);
    var again = suite.ingest(bin7("P-21", "121"), Map.of());
    assertThat(again.at("/units/skipped").asInt()).isEqualTo(1);
  }

  private static byte[] bin7(String patient, String number) {
    return file(row(patient, number, "1,2,3").replace("'binWidth': 25", "'binWidth': 7"));
  }

  private static List<String> names(String number) throws Exception {
    return panels(number).stream().map(IngestIT::name).toList();
  }

  private static String name(Observation panel) {
    return panel
        .getExtensionByUrl(Clinical.extension("configuration"))
        .getExtensionByUrl("name")
        .getValueAsPrimitive()
        .getValueAsString();
  }

  private static List<Observation> members(Observation panel) throws Exception {
    var all = suite.stored(Observation.class);
    return panel.getHasMember().stream()
        .map(member -> all.get(member.getReferenceElement().getIdPart()))
        .toList();
  }

  @Test
  void takesBackFeaturesThatAreNoLongerPromotedAndForgetsOldFiles() throws Exception {
    link("P-23", "123");
    var file = file(row("P-23", "123", "1,2,3"));
    suite.ingest(file, NAMED);
    var before = members(panels("123").getFirst());
    assertThat(before).hasSize(2);
    suite.restartWith(
        Map.of(
            "clinical.radiomics.promoted", "original_shape_MeshVolume",
            "clinical.radiomics.withdraw-interval", "500ms",
            "clinical.radiomics.retention", "3s"));
    try {
      var changed = suite.ingest(file, NAMED);
      assertThat(changed.at("/resources/updated").asInt()).isEqualTo(2);
      var panel = panels("123").getFirst();
      assertThat(members(panel))
          .extracting(o -> o.getCode().getCodingFirstRep().getCode())
          .containsExactly("original_shape_MeshVolume");
      assertThat(suite.stored(Observation.class).get(before.getLast().getIdElement().getIdPart()))
          .returns(ObservationStatus.ENTEREDINERROR, Observation::getStatus);
      assertThat(suite.ingest(file, NAMED).at("/units/skipped").asInt()).isEqualTo(1);
      for (int i = 0; i < TRIES && isKept(file); i++) {
        Thread.sleep(100);
      }
      assertThat(isKept(file)).isFalse();
      var forced = suite.post("/reingest", "{\"force\": true}").path("id").asText();
      assertThat(suite.await(forced).at("/result/notKept").asInt()).isPositive();
    } finally {
      suite.restartWith(Map.of());
    }
    assertThat(suite.ingest(file, NAMED).at("/units/accepted").asInt()).isEqualTo(1);
    assertThat(isKept(file)).isTrue();
  }

  private static boolean isKept(byte[] file) throws Exception {
    var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    try (var connection = suite.database().connect();
        var query = connection.prepareStatement("SELECT 1 FROM spooled_file WHERE hash = ?")) {
      query.setString(1, hash);
      return query.executeQuery().next();
    }
  }

  @Test
  void goesOnAfterAKillWithoutWritingTwice() throws Exception {
    var rows = IntStream.range(0, MANY).mapToObj(i -> kill(i)).collect(Collectors.joining());
    for (int i = 0; i < MANY; i += 30) {
      linkForKill(i, i + 30);
    }
    var id = suite.send("/ingests", file(rows), NAMED).path("id").asText();
    for (int i = 0; i < TRIES && suite.get("/jobs/" + id).path("done").asInt() < 10; i++) {
      Thread.sleep(50);
    }
    suite.killAndRestart();
    var job = suite.await(id);
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.at("/units/in").asInt()).isEqualTo(MANY);
    assertThat(job.at("/units/accepted").asInt() + job.at("/units/unchanged").asInt())
        .isEqualTo(MANY);
    var mine =
        suite.stored(Observation.class).values().stream()
            .filter(o -> o.getSubject().getReference().equals(subject()))
            .toList();
    assertThat(mine).hasSize(3 * MANY).allMatch(o -> o.getMeta().getVersionId().equals("1"));
    // Results of other cases whose configuration got its name later take it over at the first one.
    reingest();
    var before = StateSnapshot.of(suite.fhirDatabase());
    reingest();
    StateSnapshot.of(suite.fhirDatabase()).assertEqualStateAndVersions(before);
  }

  private static void reingest() throws Exception {
    var forced = suite.await(suite.post("/reingest", "{\"force\": true}").path("id").asText());
    assertThat(forced.path("state").asText()).as(forced.toString()).isEqualTo("SUCCEEDED");
  }

  private static String subject() {
    return "Patient/" + Images.patient("P-K").getIdPart();
  }

  private static String kill(int i) {
    return row("P-K", "2000", "%d.5,%d,1".formatted(i + 1, i))
        .replace(",1.2.2000.9,1,", ",1.2.2000.9,%d,".formatted(i + 1));
  }

  private static void linkForKill(int from, int to) throws Exception {
    suite.link(Images.patient("P-K"), Images.study("P-K", "1.2.2000", "1.2.2000.1"));
    suite.link(
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    Images.on(
                        Images.segment("P-K", "1.2.2000.9", "1.2.2000.8", i + 1, "L" + i),
                        "1.2.2000.1",
                        "1.2.2000"))
            .toArray(Resource[]::new));
  }

  @Test
  void writesNoValueOfAPatientIntoItsLog() throws Exception {
    link("CANARY-77", "9077007");
    suite.ingest(
        file(row("CANARY-77", "9077007", "1,2,x"), row("CANARY-78", "9077007", "1,2,4")), NAMED);
    suite.answer(
        "/ingests",
        "CANARY-79,original_shape_A\n1,\n2".getBytes(StandardCharsets.UTF_8),
        Map.of("dataset", "CANARY-80"));
    assertThat(suite.adapterLog()).doesNotContain("CANARY", "9077007", "1.2.101", "P-1\"");
  }
}
