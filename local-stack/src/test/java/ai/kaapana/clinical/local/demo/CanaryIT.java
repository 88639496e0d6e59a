package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.local.Component;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * No value of a patient is in a log, a metric or the text of an error.
 *
 * <p>Everything that goes in is a unique token: the names, ids and UIDs of the demo cohort, and a
 * sheet and a file of results in which every cell is one. Then all that came out is searched.
 */
@ExtendWith(SystemUnderTest.Provider.class)
class CanaryIT {

  private static final String ID = "CANARY-ID-51c09e";
  private static final Pattern UID = Pattern.compile("2\\.25\\.\\d{20,}");

  @Test
  void noValueOfAPatientLeavesTheStore(SystemUnderTest system, @TempDir Path folder)
      throws Exception {
    var tokens = cohortTokens(system);
    system.feeds().all();
    var outputs = new LinkedHashMap<String, String>();
    importTokens(system, folder, tokens, outputs);
    ingestTokens(system, folder, tokens, outputs);
    askForTokens(system, tokens, outputs);
    collectMetrics(system, outputs);
    collectLogs(system, outputs);

    var leaks = new ArrayList<String>();
    outputs.forEach(
        (where, text) ->
            tokens.stream()
                .filter(text::contains)
                .limit(3)
                .forEach(token -> leaks.add(token + " in " + where + ": " + around(text, token))));
    assertThat(outputs.get("log of fhir-server")).isNotBlank();
    assertThat(tokens).hasSizeGreaterThan(100);
    assertThat(leaks).isEmpty();
  }

  /** PatientIDs, UIDs and the ids that follow from them. */
  private static Set<String> cohortTokens(SystemUnderTest system) throws IOException {
    var tokens = new TreeSet<String>();
    var table = Files.readString(system.cohort().resolve("expected/joint-table.csv"));
    for (var record : Csv.read(table)) {
      if (record.get(0).startsWith("DC-")) {
        tokens.add(record.get(0));
        tokens.add(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, record.get(0)));
        tokens.add(ResourceIds.study(record.get(1)));
      }
    }
    var uids = UID.matcher(table);
    while (uids.find()) {
      tokens.add(uids.group());
    }
    return tokens;
  }

  private static void importTokens(
      SystemUnderTest system, Path folder, Set<String> tokens, Map<String, String> outputs)
      throws IOException {
    var header = Files.readAllLines(system.cohort().resolve("clinical/clinical.csv")).get(0);
    var columns = header.split(",").length;
    var row = new ArrayList<>(List.of(ID));
    for (int i = 1; i < columns; i++) {
      row.add("CANARY-CELL-" + i + "-e81f");
    }
    tokens.addAll(row);
    tokens.add(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, ID));
    var sheet = folder.resolve("clinical-tokens.csv");
    Files.writeString(sheet, header + "\n" + String.join(",", row) + "\n");
    var api = system.stack().address(Component.IMPORT_SERVICE, "/import/api/v1");
    var form =
        new Multipart()
            .file("file", sheet)
            .file("mapping", system.cohort().resolve("clinical/clinical.mapping.yaml"))
            .field("dataset", "canaries");
    var http = system.stack().http();
    var preview = http.post(URI.create(api + "/imports"), form.contentType(), form.publisher());
    var id = preview.json().path("id").asText();
    http.postJson(
        URI.create(api + "/imports/" + id + "/commit"),
        "{\"confirmLowCoverage\":true}",
        "application/json");
    var broken = folder.resolve("broken.csv");
    Files.writeString(broken, header + "\n\"" + String.join(",", row) + "\n");
    var refused = new Multipart().file("file", broken).field("dataset", "canaries");
    outputs.put(
        "refusal of a broken sheet",
        http.post(URI.create(api + "/imports"), refused.contentType(), refused.publisher()).body());
  }

  private static void ingestTokens(
      SystemUnderTest system, Path folder, Set<String> tokens, Map<String, String> outputs)
      throws IOException {
    var header =
        "PatientID,StudyInstanceUID,ImageSeriesUID,SegSOPInstanceUID,SegmentNumber,"
            + "original_shape_MeshVolume";
    var row = List.of(ID, "1.2.777001", "1.2.777002", "1.2.777003", "1", "CANARY-VALUE-77");
    tokens.addAll(List.of("1.2.777001", "1.2.777002", "1.2.777003", "CANARY-VALUE-77"));
    var results = folder.resolve("tokens.csv");
    Files.writeString(results, header + "\n" + String.join(",", row) + "\n");
    var api = system.stack().address(Component.RADIOMICS_ADAPTER, "/radiomics/api/v1");
    var form = new Multipart().file("file", results).field("dataset", "canaries");
    outputs.put(
        "answer to an ingest",
        system
            .stack()
            .http()
            .post(URI.create(api + "/ingests"), form.contentType(), form.publisher())
            .body());
    pause();
  }

  /** Errors that are provoked with values of patients. */
  private static void askForTokens(
      SystemUnderTest system, Set<String> tokens, Map<String, String> outputs) throws IOException {
    var http = system.stack().http();
    var fhir = system.stack().fhir();
    tokens.add("CANARYBODY");
    outputs.put(
        "a broken body",
        http.postJson(URI.create(fhir.toString()), "{\"CANARYBODY\": ", "application/fhir+json")
            .body());
    outputs.put(
        "a Patient that may not be written",
        http.postJson(
                URI.create(fhir + "/Patient"),
                "{\"resourceType\":\"Patient\",\"identifier\":[{\"value\":\"" + ID + "\"}]}",
                "application/fhir+json")
            .body());
    http.get(URI.create(fhir + "/Patient?identifier=" + ID));
    http.get(URI.create(fhir + "/Patient?" + ID + "=1"));
    http.get(system.stack().address(Component.DICOM_LINKER, "/linker/api/v1/studies/1.2.777001"));
  }

  private static void collectMetrics(SystemUnderTest system, Map<String, String> outputs)
      throws IOException {
    for (var component : Component.services()) {
      var metrics =
          system.stack().http().get(system.stack().address(component, "/actuator/prometheus"));
      assertThat(metrics.status()).isEqualTo(200);
      assertThat(metrics.body()).contains("jvm_memory_used_bytes");
      outputs.put("metrics of " + component.id(), metrics.body());
    }
  }

  private static void collectLogs(SystemUnderTest system, Map<String, String> outputs)
      throws IOException {
    try (var files = Files.list(system.stack().logs())) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString().replace(".log", "");
        outputs.put("log of " + name, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String around(String text, String token) {
    var at = text.indexOf(token);
    return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 120))
        .replace('\n', ' ');
  }

  private static void pause() {
    try {
      Thread.sleep(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
