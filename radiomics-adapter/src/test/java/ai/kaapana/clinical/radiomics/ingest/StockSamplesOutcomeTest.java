package ai.kaapana.clinical.radiomics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.Images;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.resolve.FakeLookup;
import ai.kaapana.clinical.radiomics.resolve.Resolution;
import ai.kaapana.clinical.radiomics.resolve.TargetResolver;
import ai.kaapana.clinical.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BodyStructure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of each file of Kaapana's workflows, from its path to the segment in the store; the
 * files are not part of the repository.
 */
@Tag("samples")
class StockSamplesOutcomeTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();
  private static final ResultReader READER = new ResultReader(ReaderLimits.DEFAULT);
  private static final String ROOT = "1.2.826.0.1.3680043.8.498.";
  private static final String STUDY = ROOT + "3";
  private static final String IMAGE = ROOT + "10000000000000000000000000000000000001";
  private static final String ORGANS = ROOT + "5";

  private final Path folder = Samples.path("radiomics");

  private static String segmentation(int number) {
    return ROOT + "2000000000000000000000000000000000000" + number;
  }

  private static FakeLookup store() {
    return new FakeLookup(
        Images.patient("P"),
        Images.study("P", STUDY, IMAGE, segmentation(1), segmentation(2), segmentation(4), ORGANS),
        segment(segmentation(1), 1, "GTV-1"),
        segment(segmentation(2), 1, "Liver"),
        segment(segmentation(4), 1, "GTV-1"),
        segment(ORGANS, 1, "liver"),
        segment(ORGANS, 2, "spleen"),
        segment(ORGANS, 3, "kidney_left"),
        segment(ORGANS, 4, "gallbladder"));
  }

  private static BodyStructure segment(String series, int number, String label) {
    return Images.on(Images.segment("P", series + ".9", series, number, label), IMAGE, STUDY);
  }

  /** A result and what was found for it. */
  private record Outcome(RoiResult result, Resolution resolution, List<String> warnings) {

    String segment() {
      var found = (Resolution.Found) resolution;
      assertThat(found.warnings()).isEmpty();
      var target = (Target.Linked) found.target();
      assertThat(target.seriesUid()).isEqualTo(IMAGE);
      return target.segment();
    }
  }

  private FileCheck.Findings check(String file, Setup setup) throws Exception {
    return new FileCheck(READER, setup.columns(), setup.configurations())
        .run(() -> Files.newInputStream(folder.resolve(file)));
  }

  private static Setup setup(String path) throws RefusedFileException {
    return Setup.of(
        CATALOGUE,
        new IngestParameters(
            null, null, Map.of(), null, null, false, null, null, "results.x", path),
        null,
        null);
  }

  private List<Outcome> outcomes(String file, Setup setup) throws Exception {
    var rows = new ArrayList<RoiResult>();
    try (var in = Files.newInputStream(folder.resolve(file))) {
      READER.read(in, rows::add);
    }
    var statements = rows.stream().map(row -> setup.columns().read(row.inputs())).toList();
    var resolved =
        new TargetResolver(store(), IdSpace.DEFAULT_PATIENT, null, false).resolve(statements);
    var result = new ArrayList<Outcome>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var details = new Notes(CATALOGUE).of(row, setup.configurations().of(row).orElseThrow());
      assertThat(details.rejected()).isEmpty();
      var warnings = details.warnings().stream().map(Unit.Note::code).toList();
      result.add(new Outcome(row, resolved.get(i), warnings));
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "1, gtv-1, csv, 50, configuration/first-order-only",
    "1, gtv-1, xml, 50, configuration/first-order-only",
    "2, liver, csv, 482,",
    "2, liver, xml, 482,",
    "4, gtv-1, csv, 202,",
    "4, gtv-1, xml, 101,"
  })
  void aResultOfMitkFindsItsSegmentAndImage(
      int number, String label, String ending, long values, String warning) throws Exception {
    var name = segmentation(number) + "--1--" + label + "_radiomics." + ending;
    var file = "mitk_reconstructed/" + name;
    var setup = setup("batch/" + segmentation(number) + "/radiomics/" + name);
    var findings = check(file, setup);
    assertThat(findings.values()).isEqualTo(values);
    Map<Long, Verdict> retried = Map.of(2L, new Verdict(RadiomicsIssue.ROI_EQUAL_DUPLICATE, false));
    assertThat(findings.verdicts()).isEqualTo(values == 202 ? retried : Map.of());
    assertThat(outcomes(file, setup))
        .allSatisfy(
            outcome -> {
              assertThat(outcome.segment())
                  .isEqualTo(ResourceIds.segment(segmentation(number) + ".9", 1));
              assertThat(outcome.warnings())
                  .filteredOn(code -> !code.startsWith("feature/"))
                  .isEqualTo(warning == null ? List.of() : List.of(warning));
              assertThat(outcome.warnings()).doesNotContain("feature/unknown");
            });
  }

  @Test
  void everyFileOfMitkIsTakenOrRefusedAsStated() throws Exception {
    Set<String> taken = new HashSet<>();
    Set<String> refused = new HashSet<>();
    try (Stream<Path> files = Files.list(folder.resolve("mitk_reconstructed"))) {
      for (var file : files.filter(f -> !f.toString().endsWith(".tsv")).toList()) {
        var name = file.getFileName().toString();
        var path = "mitk_reconstructed/" + name;
        if (name.endsWith(".json")) {
          assertThatThrownBy(() -> check(path, setup(path)))
              .as(name)
              .isInstanceOfSatisfying(
                  RefusedFileException.class,
                  e -> assertThat(e.issue()).isEqualTo(RadiomicsIssue.FILE_XML_COPY));
          refused.add(name);
        } else {
          assertThat(check(path, setup(path)).rows()).isPositive();
          taken.add(name);
        }
      }
    }
    assertThat(taken).hasSize(6);
    assertThat(refused).hasSize(5);
  }

  @Test
  void theFileOfTheOperatorFindsItsSegmentsAndHasOneFailedRegion() throws Exception {
    var file = "kaapana_pyradiomics/single_masks.json";
    var setup = setup("batch/" + ORGANS + "/pyradiomics/" + IMAGE + ".json");
    assertThat(check(file, setup).verdicts()).isEmpty();
    var outcomes = outcomes(file, setup);
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i).segment()).isEqualTo(ResourceIds.segment(ORGANS + ".9", i + 1));
    }
    assertThat(outcomes).hasSize(4);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.warnings().contains("roi/zero-vector"))
        .singleElement()
        .satisfies(failed -> assertThat(failed.result().inputs()).containsValue("gallbladder"));
  }

  @Test
  void regionsThatTotalSegmentatorLeftOutAreNoValues() throws Exception {
    var file = "totalsegmentator/statistics_example_seg_fast.json";
    var verdicts = check(file, setup("x.json")).verdicts();
    assertThat(verdicts.values())
        .hasSize(77)
        .containsOnly(new Verdict(RadiomicsIssue.ROI_LEFT_OUT, true));
  }
}
