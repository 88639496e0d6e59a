package ai.kaapana.clinical.importer.page.overview;

import ai.kaapana.clinical.importer.page.overview.Attention.Entry;
import ai.kaapana.clinical.importer.page.store.Figures;
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
  private static final String ERROR = "error";
  private static final String WARNING = "warning";
  private static final String NOTE = "note";
  private static final Listed HELD_STUDIES =
      new Listed(ERROR, "Imaging", "study is held back", "studies are held back");
  private static final Listed HELD_RESULTS =
      new Listed(ERROR, "Radiomics", "result is held back", "results are held back");
  private static final Listed WAITING_RESULTS =
      new Listed(NOTE, "Radiomics", "result waits", "results wait");
  private final Imports imports;
  private final Sisters sisters;

  AttentionReader(Imports imports, Sisters sisters) {
    this.imports = imports;
    this.sisters = sisters;
  }

  Attention read(Coverage coverage) {
    List<Entry> entries = new ArrayList<>();
    imports.list(NEWEST).forEach(view -> entries.addAll(of(view)));
    sisters.linker("/quarantine").ifPresent(a -> entries.addAll(HELD_STUDIES.of(a.body())));
    sisters.linker("/state").ifPresent(a -> linker(a.body(), entries));
    sisters.radiomics("/quarantine").ifPresent(a -> entries.addAll(HELD_RESULTS.of(a.body())));
    sisters.radiomics("/waiting").ifPresent(a -> entries.addAll(WAITING_RESULTS.of(a.body())));
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
                name + ": " + Figures.counted(cells, "finding", "findings"),
                "The report names row, column and reason of each.",
                link));
  }

  private static void linker(JsonNode state, List<Entry> entries) {
    imaging(
        state.path("waiting").asLong(),
        NOTE,
        "study waits",
        "studies wait",
        "They are tried again by themselves.",
        entries);
    imaging(
        state.path("unresolvedEdges").asLong(),
        WARNING,
        "reference of a segmentation leads to a series that is not there",
        "references of segmentations lead to series that are not there",
        "Send the missing series to the PACS, or remove the segmentation.",
        entries);
    imaging(
        state.path("findings").asLong(),
        NOTE,
        "remark on a study",
        "remarks on studies",
        "Ask the dicom-linker for a study to read them.",
        entries);
  }

  private static void imaging(
      long count, String weight, String one, String many, String hint, List<Entry> entries) {
    if (count > 0) {
      entries.add(new Entry(weight, "Imaging", Figures.counted(count, one, many), hint, ""));
    }
  }

  /** A list of a feeder, told as one entry for each code. */
  private record Listed(String weight, String part, String one, String many) {
    List<Entry> of(JsonNode list) {
      Map<String, Long> counts = new TreeMap<>();
      Map<String, JsonNode> first = new TreeMap<>();
      for (var item : list) {
        var code = item.path("code").asText("");
        counts.merge(code, 1L, Long::sum);
        first.putIfAbsent(code, item);
      }
      return counts.entrySet().stream()
          .map(code -> entry(code.getValue(), first.get(code.getKey())))
          .toList();
    }

    private Entry entry(long count, JsonNode first) {
      var message = first.path("message").asText("");
      var text = Figures.counted(count, one, many) + (message.isEmpty() ? "" : ": " + message);
      return new Entry(weight, part, text, first.path("hint").asText(""), "");
    }
  }

  private static void gaps(Coverage coverage, List<Entry> entries) {
    long rowless = coverage.having(Part.IMAGING, Part.CLINICAL);
    if (rowless > 0) {
      entries.add(
          new Entry(
              WARNING,
              "Who has what",
              Figures.counted(rowless, "patient has", "patients have")
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
              Figures.counted(imageless, "patient has", "patients have")
                  + " clinical facts and no imaging",
              "Link the PACS again, or check how the sheet writes the PatientID.",
              "/patients?has=CLINICAL&lacks=IMAGING"));
    }
  }
}
