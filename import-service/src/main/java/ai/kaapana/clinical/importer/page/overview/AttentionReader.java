package ai.kaapana.clinical.importer.page.overview;

import ai.kaapana.clinical.importer.page.overview.Attention.Entry;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.run.ImportState;
import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Collects what the feeders hold back and what the imports found. */
@Component
class AttentionReader {
  private static final int NEWEST = 50;
  private static final Map<String, String> ONE =
      Map.of(
          "studies are held back", "study is held back",
          "results are held back", "result is held back",
          "results wait", "result waits");
  private static final String ERROR = "error";
  private static final String WARNING = "warning";
  private static final String NOTE = "note";
  private final Imports imports;
  private final Sisters sisters;

  AttentionReader(Imports imports, Sisters sisters) {
    this.imports = imports;
    this.sisters = sisters;
  }

  Attention read(Coverage coverage) {
    List<Entry> entries = new ArrayList<>();
    imports.list(NEWEST).forEach(view -> entries.addAll(of(view)));
    sisters
        .linker("/quarantine")
        .ifPresent(a -> grouped("Imaging", "studies are held back", a.body(), ERROR, entries));
    sisters.linker("/state").ifPresent(answer -> linker(answer.body(), entries));
    sisters
        .radiomics("/quarantine")
        .ifPresent(a -> grouped("Radiomics", "results are held back", a.body(), ERROR, entries));
    sisters
        .radiomics("/waiting")
        .ifPresent(a -> grouped("Radiomics", "results wait", a.body(), NOTE, entries));
    gaps(coverage, entries);
    entries.sort(
        Comparator.comparingInt(entry -> List.of(ERROR, WARNING, NOTE).indexOf(entry.weight())));
    return new Attention(entries);
  }

  private static List<Entry> of(ImportView view) {
    var link = "/imports/" + view.id();
    var name = view.file().name();
    if (view.state() == ImportState.FAILED) {
      return List.of(
          new Entry(
              ERROR, "Import", name + ": the last run failed", "Open it and import again.", link));
    }
    if (view.state() == ImportState.PREVIEWED) {
      return List.of(
          new Entry(
              NOTE, "Import", name + ": checked, not imported yet", "Open it and confirm.", link));
    }
    if (view.preview() == null || view.state() == ImportState.UNDONE) {
      return List.of();
    }
    long cells = 0;
    for (var issue : view.preview().path("issues")) {
      cells +=
          issue.path("severity").asText().equals("INFORMATION") ? 0 : issue.path("count").asLong();
    }
    return cells == 0
        ? List.of()
        : List.of(
            new Entry(
                WARNING,
                "Import",
                name + ": " + cells + (cells == 1 ? " finding" : " findings"),
                "The report names row, column and reason of each.",
                link));
  }

  private static void linker(JsonNode state, List<Entry> entries) {
    long waiting = state.path("waiting").asLong();
    if (waiting > 0) {
      entries.add(
          new Entry(
              NOTE,
              "Imaging",
              waiting + " studies wait",
              "They are tried again by themselves.",
              ""));
    }
    long unresolved = state.path("unresolvedEdges").asLong();
    if (unresolved > 0) {
      entries.add(
          new Entry(
              WARNING,
              "Imaging",
              unresolved + " references of segmentations lead to series that are not there",
              "Send the missing series to the PACS, or remove the segmentation.",
              ""));
    }
    long findings = state.path("findings").asLong();
    if (findings > 0) {
      entries.add(
          new Entry(
              NOTE,
              "Imaging",
              findings + " remarks on studies",
              "Ask the dicom-linker for a study to read them.",
              ""));
    }
  }

  private static void grouped(
      String part, String what, JsonNode list, String weight, List<Entry> entries) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, JsonNode> first = new TreeMap<>();
    for (var entry : list) {
      var code = entry.path("code").asText("");
      counts.merge(code, 1L, Long::sum);
      first.putIfAbsent(code, entry);
    }
    counts.forEach(
        (code, count) -> {
          var entry = first.get(code);
          var message = entry.path("message").asText("");
          entries.add(
              new Entry(
                  weight,
                  part,
                  count
                      + " "
                      + (count == 1 ? ONE.getOrDefault(what, what) : what)
                      + (message.isEmpty() ? "" : ": " + message),
                  entry.path("hint").asText(""),
                  ""));
        });
  }

  private static void gaps(Coverage coverage, List<Entry> entries) {
    long rowless = coverage.having(Part.IMAGING, Part.CLINICAL);
    if (rowless > 0) {
      entries.add(
          new Entry(
              WARNING,
              "Who has what",
              rowless
                  + (rowless == 1 ? " patient has" : " patients have")
                  + " imaging and no clinical facts",
              "Import their table, or check how the sheet writes the PatientID.",
              "/patients?has=IMAGING&lacks=CLINICAL"));
    }
    long imageless = coverage.having(Part.CLINICAL, Part.IMAGING);
    if (imageless > 0 && coverage.totals().get(Part.IMAGING) > 0) {
      entries.add(
          new Entry(
              WARNING,
              "Who has what",
              imageless
                  + (imageless == 1 ? " patient has" : " patients have")
                  + " clinical facts and no imaging",
              "Link the PACS again, or check how the sheet writes the PatientID.",
              "/patients?has=CLINICAL&lacks=IMAGING"));
    }
  }
}
