package ai.kaapana.clinical.radiomics.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.StockFiles;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of files of Kaapana's workflows as a whole. */
class StockFilesTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();
  private static final String MASK = "1.2.3.4.9--1--a.nrrd";

  private static FileCheck.Findings look(String file) throws Exception {
    var setup = Setup.of(CATALOGUE, parameters(), null, "x/batch/1.2.3.4.8/y/z.json");
    var reader = new ResultReader(ReaderLimits.DEFAULT);
    return new FileCheck(reader, setup.columns(), setup.configurations())
        .run(() -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private static IngestParameters parameters() {
    return new IngestParameters(null, null, Map.of(), null, null, false, null, null, null, null);
  }

  private static String row(String series, Map<String, String> features) {
    return StockFiles.row("1.2.3.4.8", series, MASK, "0", features);
  }

  @Test
  void aRetryIsTakenOnceAndAFurtherImageAsWell() throws Exception {
    var features = StockFiles.FEATURES;
    var findings =
        look(
            StockFiles.header(features)
                + row("1.2.3.4.5", features)
                + row("1.2.3.4.5", features)
                + row("1.2.3.4.6", features));
    assertThat(findings.rows()).isEqualTo(3);
    assertThat(findings.values()).isEqualTo(24);
    assertThat(findings.verdicts())
        .isEqualTo(Map.of(2L, new Verdict(RadiomicsIssue.ROI_EQUAL_DUPLICATE, false)));
  }

  /** The name of the upload says nothing: the operator sends {@code results.xml}. */
  @Test
  void thePathThatTheWorkflowStatesNamesTheSegment() throws Exception {
    var path = "batch/1.2.3.4.8/radiomics/1.2.3.4.9--2--a_radiomics.xml";
    var said =
        new IngestParameters(
            null, null, Map.of(), null, null, false, "radiomics-to-fhir", "r", "results.xml", path);
    var statement = Setup.of(CATALOGUE, said, null, null).columns().read(Map.of());
    assertThat(statement.segmentation()).isEqualTo("1.2.3.4.9");
    assertThat(statement.segmentNumber()).isEqualTo(2);
    assertThat(statement.folder()).isEqualTo("1.2.3.4.8");
    assertThat(statement.toString()).doesNotContain("1.2.3");
  }

  @Test
  void rowsOfOneRegionThatDifferCancelEachOther() throws Exception {
    var few = StockFiles.firstOrder();
    var findings =
        look(
            StockFiles.header(few)
                + row("1.2.3.4.5", few)
                + row("1.2.3.4.5", Map.of("First Order::Mean", "3", "First Order::Energy", "9")));
    var conflict = new Verdict(RadiomicsIssue.ROI_CONFLICTING_DUPLICATE, true);
    assertThat(findings.verdicts()).isEqualTo(Map.of(1L, conflict, 2L, conflict));
  }

  @Test
  void aRegionThatTotalSegmentatorLeftOutIsNoValue() throws Exception {
    var findings =
        look(
            """
            {"liver": {"volume": 5.0, "intensity": 1.0},
             "heart": {"volume": 0.0, "intensity": 0.0}}
            """);
    assertThat(findings.verdicts())
        .isEqualTo(Map.of(2L, new Verdict(RadiomicsIssue.ROI_LEFT_OUT, true)));
  }

  @Test
  void firstOrderFeaturesAloneAreRemarkedUpon() throws Exception {
    assertThat(remarks(StockFiles.firstOrder())).containsExactly("configuration/first-order-only");
    assertThat(remarks(StockFiles.FEATURES)).isEmpty();
  }

  private static List<String> remarks(Map<String, String> features) throws Exception {
    var setup = Setup.of(CATALOGUE, parameters(), null, null);
    var codes = new ArrayList<String>();
    var file = StockFiles.header(features) + row("1.2.3.4.5", features);
    new ResultReader(ReaderLimits.DEFAULT)
        .read(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
            row ->
                new Notes(CATALOGUE)
                    .of(row, setup.configurations().of(row).orElseThrow()).warnings().stream()
                        .allMatch(note -> codes.add(note.code())));
    return codes;
  }
}
