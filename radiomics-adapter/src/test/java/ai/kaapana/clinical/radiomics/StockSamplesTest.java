package ai.kaapana.clinical.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.radiomics.configuration.Completeness;
import ai.kaapana.clinical.radiomics.configuration.Configurations;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.Agreement;
import ai.kaapana.clinical.radiomics.feature.Extraction;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.MitkName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results in the forms of Kaapana's workflows, which are not part of the repository. */
@Tag("samples")
class StockSamplesTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();
  private static final Extraction CT = new Extraction("CT", false, false);
  private static final String MITK =
      "mitk_reconstructed/1.2.826.0.1.3680043.8.498.2000000000000000000000000000000000000";

  private final Path folder = Samples.path("radiomics");

  private List<RoiResult> read(String file) throws Exception {
    var rows = new ArrayList<RoiResult>();
    try (var in = Files.newInputStream(folder.resolve(file))) {
      new ResultReader(ReaderLimits.DEFAULT).read(in, rows::add);
    }
    return rows;
  }

  private static ExtractorConfiguration configuration(List<RoiResult> rows) {
    var configurations = new Configurations(CATALOGUE, null, null);
    rows.forEach(configurations::learn);
    var all = rows.stream().map(r -> configurations.of(r).orElseThrow()).distinct().toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "1--1--gtv-1_radiomics.csv, 1, 50, PARTIAL",
    "1--1--gtv-1_radiomics.xml, 1, 50, PARTIAL",
    "2--1--liver_radiomics.csv, 1, 482, PARTIAL",
    "2--1--liver_radiomics.xml, 1, 482, COMPLETE",
    "4--1--gtv-1_radiomics.csv, 2, 101, PARTIAL",
    "4--1--gtv-1_radiomics.xml, 1, 101, COMPLETE"
  })
  void readsEveryValueOfMitk(String file, int rows, int values, Completeness completeness)
      throws Exception {
    var read = read(MITK + file);
    assertThat(read).hasSize(rows);
    assertThat(read)
        .allSatisfy(row -> assertThat(row.measurements()).hasSize(values))
        .allSatisfy(row -> assertThat(row.failed()).isFalse())
        .allSatisfy(row -> assertThat(row.firstOrderOnly()).isEqualTo(values == 50));
    assertThat(read.stream().flatMap(row -> row.measurements().stream()))
        .allSatisfy(m -> assertThat(m.value()).isInstanceOf(FeatureValue.Number.class))
        .allSatisfy(m -> assertThat(CATALOGUE.code(m.name(), CT).entry()).isPresent());
    assertThat(configuration(read).completeness()).isEqualTo(completeness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1--1--gtv-1_radiomics.json",
        "2--1--liver_radiomics.json",
        "2--1--liver_radiomics.xmltodict-variant.json",
        "4--1--gtv-1_radiomics.json",
        "4--1--gtv-1_radiomics.xmltodict-variant.json"
      })
  void refusesCopiesOfTheXml(String file) {
    assertThatThrownBy(() -> read(MITK + file)).hasMessageContaining("file/xml-copy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1--1--gtv-1", "2--1--liver", "4--1--gtv-1"})
  void readsTheSameValuesFromCsvAndXml(String name) throws Exception {
    var csv = values(read(MITK + name + "_radiomics.csv").getFirst());
    assertThat(csv).isEqualTo(values(read(MITK + name + "_radiomics.xml").getFirst()));
  }

  private static Map<String, String> values(RoiResult row) {
    return row.measurements().stream()
        .collect(Collectors.toMap(m -> m.name().column(), m -> m.value().literal()));
  }

  @Test
  void readsTheOperatorAndSeesTheFailedMask() throws Exception {
    var rows = read("kaapana_pyradiomics/single_masks.json");
    assertThat(rows)
        .extracting(row -> row.inputs().get("Mask"))
        .containsExactly("liver", "spleen", "kidney_left", "gallbladder");
    assertThat(rows).extracting(r -> r.measurements().size()).containsExactly(32, 32, 32, 107);
    assertThat(rows).extracting(RoiResult::failed).containsExactly(false, false, false, true);
    assertThat(configuration(rows).completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(rows.stream().flatMap(row -> row.measurements().stream()))
        .allSatisfy(m -> assertThat(CATALOGUE.code(m.name(), CT).entry()).isPresent());
  }

  @Test
  void readsStatisticsOfTotalSegmentatorAndSeesWhatWasLeftOut() throws Exception {
    var rows = read("totalsegmentator/statistics_example_seg_fast.json");
    assertThat(rows).hasSize(117);
    assertThat(rows).filteredOn(RoiResult::leftOut).hasSize(77);
    assertThat(rows).allSatisfy(row -> assertThat(row.measurements()).hasSize(2));
  }

  @Test
  void recognisesAllNamesOfMitkAndGivesNoWrongCode() throws Exception {
    var rows = table();
    assertThat(rows).hasSize(538);
    var coded = 0;
    for (var row : rows) {
      var xml = MitkName.of(row.get("feature_class"), row.get("xml_name"));
      var csv = MitkName.parse(row.get("csv_legacy_name")).orElseThrow();
      for (var name : List.of(xml, csv)) {
        var feature = CATALOGUE.code(name, CT);
        assertThat(feature.entry()).as(name.column()).isPresent();
        assertThat(feature.entry().orElseThrow().ibsi())
            .as(name.column())
            .isEqualTo(row.get("ibsi_code"));
        feature
            .ibsi()
            .ifPresent(code -> assertThat(code).as(name.column()).isEqualTo(row.get("ibsi_code")));
      }
      coded += CATALOGUE.code(xml, CT).ibsi().isPresent() ? 1 : 0;
    }
    assertThat(coded).isEqualTo(225);
    assertThat(CATALOGUE.entries(Tool.MITK)).hasSize(538);
  }

  /** MITK's own tests on the digital phantom of IBSI against the reference value of the code. */
  @Test
  void codesOnlyFeaturesWhoseNumbersOnTheDigitalPhantomAreThoseOfIbsi() throws Exception {
    var compared = 0;
    var different = 0;
    for (var row : table()) {
      var measured = row.get("mitk_unit_test_value_ibsi_phantom");
      var reference = row.get("ibsi_reference");
      if (measured.isEmpty() || reference.isEmpty()) {
        continue;
      }
      var name = MitkName.of(row.get("feature_class"), row.get("xml_name"));
      var entry = CATALOGUE.code(name, CT).entry().orElseThrow();
      if (entry.agreement() == Agreement.EQUAL) {
        assertThat(Double.parseDouble(measured))
            .as(name.column())
            .isCloseTo(Double.parseDouble(reference), Percentage.withPercentage(1.0));
        compared++;
      } else {
        assertThat(entry.agreement()).as(name.column()).isEqualTo(Agreement.DIFFERENT);
        different++;
      }
    }
    assertThat(compared).isEqualTo(188);
    assertThat(different).isEqualTo(8);
  }

  private List<Map<String, String>> table() throws IOException {
    var lines = Files.readAllLines(folder.resolve("terminology/mitk_to_ibsi.tsv"));
    var header = lines.getFirst().split("\t", -1);
    var result = new ArrayList<Map<String, String>>();
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split("\t", -1);
      var row = new HashMap<String, String>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], i < cells.length ? cells[i] : "");
      }
      result.add(row);
    }
    return result;
  }
}
