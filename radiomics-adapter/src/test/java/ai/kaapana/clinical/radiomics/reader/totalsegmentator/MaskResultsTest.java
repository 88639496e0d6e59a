package ai.kaapana.clinical.radiomics.reader.totalsegmentator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.StockFiles;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskResultsTest {

  private static List<RoiResult> read(String file) throws Exception {
    var rows = new ArrayList<RoiResult>();
    var bytes = file.getBytes(StandardCharsets.UTF_8);
    new ResultReader(new ReaderLimits(10, 1_000, 1_000_000, 5))
        .read(new ByteArrayInputStream(bytes), rows::add);
    return rows;
  }

  private static void refuses(String file, RadiomicsIssue issue) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            UnreadableResultException.class, e -> assertThat(e.issue()).isEqualTo(issue));
  }

  @Test
  void readsFeaturesOfTheUnfilteredImageForEachMask() throws Exception {
    var rows =
        read(
            "{"
                + StockFiles.operator("liver", false)
                + ","
                + StockFiles.operator("spleen", true)
                + "}");
    assertThat(rows).extracting(RoiResult::tool).containsOnly(Tool.PYRADIOMICS);
    assertThat(rows.getFirst().inputs()).isEqualTo(Map.of("Mask", "liver"));
    assertThat(rows.getFirst().measurements())
        .extracting(m -> m.name().column(), m -> m.value().literal())
        .containsExactly(
            tuple("shape_MeshVolume", "16147.5118"), tuple("firstorder_Mean", "-30.2501"));
    assertThat(rows).extracting(RoiResult::zeroVector).containsExactly(false, true);
    assertThat(rows).extracting(RoiResult::failed).containsExactly(false, true);
  }

  @Test
  void readsStatisticsAndSeesWhatWasLeftOut() throws Exception {
    var rows =
        read(
            """
            {"spleen": {"volume": 260010.0, "intensity": 33.05909},
             "heart": {"volume": 0.0, "intensity": 0.0},
             "liver": {"volume": 5.5, "intensity": 0.0, "n_voxels": 2,
                       "centroid_vox": [1, 2, 3], "bbox_vox": {"min": [0], "max": [1]}}}
            """);
    assertThat(rows).extracting(RoiResult::tool).containsOnly(Tool.TOTALSEGMENTATOR);
    assertThat(rows).extracting(RoiResult::leftOut).containsExactly(false, true, false);
    assertThat(rows.getLast().measurements())
        .extracting(m -> m.name().column())
        .containsExactly("volume", "intensity", "n_voxels");
  }

  @Test
  void makesReasonsOfWhatIsNoNumber() throws Exception {
    var rows = read("{\"a\": {\"volume\": NaN, \"intensity\": null, \"other\": [1]}}");
    assertThat(rows.getFirst().measurements())
        .extracting(m -> ((FeatureValue.Absent) m.value()).reason().code())
        .containsExactly("not-a-number", "empty", "unparsable");
  }

  @Test
  void refusesOtherObjects() {
    refuses("{\"a\": {\"b\": 1}}", RadiomicsIssue.FILE_NO_FEATURES);
    refuses("{\"a\": {\"shape_Flatness\": 1, \"volume\": 1}}", RadiomicsIssue.FILE_NO_FEATURES);
    refuses("{\"a\": {\"volume\": 1}, \"b\": 1}", RadiomicsIssue.FILE_MALFORMED);
    refuses("{\"a\": {\"volume\": 1}, \"a\": {\"volume\": 1}}", RadiomicsIssue.FILE_MALFORMED);
    refuses("{\"a\": {\"volume\": 1, \"volume\": 2}}", RadiomicsIssue.COLUMN_DUPLICATE);
    refuses("{\"a\": {\"volume\": 1}} {}", RadiomicsIssue.FILE_MALFORMED);
    refuses("{\"a\": {\"volume\": 1}", RadiomicsIssue.FILE_TRUNCATED);
  }
}
