package ai.kaapana.clinical.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.radiomics.configuration.Completeness;
import ai.kaapana.clinical.radiomics.configuration.Configurations;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.Agreement;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import ai.kaapana.clinical.testing.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of the unmodified PyRadiomics and its mutations, which are not part of the repository. */
@Tag("samples")
class SamplesTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();

  private final Path folder = Samples.path("radiomics");

  private List<RoiResult> read(String file) throws IOException, UnreadableResultException {
    var rows = new ArrayList<RoiResult>();
    try (var in = Files.newInputStream(folder.resolve(file))) {
      new ResultReader(ReaderLimits.DEFAULT).read(in, rows::add);
    }
    return rows;
  }

  private static Map<String, Long> absent(List<RoiResult> rows) {
    return rows.stream()
        .flatMap(row -> row.measurements().stream())
        .map(m -> m.value())
        .filter(FeatureValue.Absent.class::isInstance)
        .map(FeatureValue.Absent.class::cast)
        .collect(
            Collectors.groupingBy(a -> a.reason().code(), TreeMap::new, Collectors.counting()));
  }

  @ParameterizedTest
  @CsvSource({
    "pyradiomics_cli/batch_default.csv, 3, 321",
    "pyradiomics_cli/batch_default.json, 3, 321",
    "pyradiomics_cli/batch_filters.csv, 3, 3669",
    "pyradiomics_cli/batch_normalized.json, 3, 96",
    "pyradiomics_cli/single_default.csv, 1, 107",
    "pyradiomics_cli/rerun_appended.csv, 6, 417",
    "pyradiomics_cli/percase/features_2.csv, 1, 107",
    "pyradiomics_public/ORAW_LUNG1-002_GTV-1.csv, 1, 107",
    "edge_cases/decimal_comma_semicolon.csv, 3, 321",
    "edge_cases/numpy2_repr.csv, 3, 321",
    "edge_cases/no_id_no_diagnostics_only_paths.csv, 3, 321",
    "edge_cases/duplicate_row_conflicting_value.csv, 3, 321"
  })
  void readsEveryValueOfFilesWithoutGaps(String file, int rows, int values) throws Exception {
    var read = read(file);
    assertThat(read).hasSize(rows);
    assertThat(read.stream().mapToInt(row -> row.measurements().size()).sum()).isEqualTo(values);
    assertThat(absent(read)).isEmpty();
  }

  @Test
  void givesReasonsForWhatIsNoNumber() throws Exception {
    assertThat(absent(read("edge_cases/nan_inf_complex.csv")))
        .isEqualTo(
            Map.of(
                "not-a-number", 6L, "positive-infinity", 3L, "negative-infinity", 3L, "empty", 9L));
    assertThat(absent(read("edge_cases/json_nan_infinity.json")))
        .isEqualTo(Map.of("not-a-number", 1L, "positive-infinity", 1L));
  }

  @ParameterizedTest
  @CsvSource({
    "edge_cases/transposed.csv, file/transposed",
    "edge_cases/slicerradiomics_table.tsv, file/transposed",
    "pyradiomics_baseline/baseline_shape.csv, file/transposed",
    "medimage/radiomics__T2F(gliomaTumorAuto)__intensity.csv, file/no-features",
    "lifex/lifex_header_synthetic_values.csv, file/no-features",
    "ibsi_reference/digital_phantom_image.nii.gz, file/encoding"
  })
  void refusesWhatIsNoOutputOfPyradiomics(String file, String code) {
    assertThatThrownBy(() -> read(file)).hasMessageContaining(code);
  }

  @Test
  void readsTheSameNumbersFromCsvJsonAndDecimalComma() throws Exception {
    var csv = read("pyradiomics_cli/batch_default.csv");
    for (var other :
        List.of(
            "pyradiomics_cli/batch_default.json",
            "edge_cases/decimal_comma_semicolon.csv",
            "edge_cases/numpy2_repr.csv")) {
      assertThat(doubles(read(other))).as(other).isEqualTo(doubles(csv));
    }
  }

  private static List<Map<String, Double>> doubles(List<RoiResult> rows) {
    return rows.stream()
        .map(
            row ->
                row.measurements().stream()
                    .filter(m -> m.value() instanceof FeatureValue.Number)
                    .collect(
                        Collectors.toMap(
                            m -> m.name().column(),
                            m -> ((FeatureValue.Number) m.value()).value().doubleValue())))
        .filter(row -> !row.isEmpty())
        .toList();
  }

  @Test
  void givesOneConfigurationToCsvAndJsonAndAnotherToOtherSettings() throws Exception {
    var csv = configurations("pyradiomics_cli/batch_default.csv");
    assertThat(configurations("pyradiomics_cli/batch_default.json")).isEqualTo(csv).hasSize(1);
    assertThat(configurations("pyradiomics_cli/batch_normalized.json"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(csv);
    assertThat(configurations("pyradiomics_cli/batch_filters.csv"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(csv);
    assertThat(csv.getFirst().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(configurations("pyradiomics_public/ORAW_LUNG1-002_GTV-1.csv").getFirst())
        .satisfies(c -> assertThat(c.completeness()).isEqualTo(Completeness.PARTIAL))
        .satisfies(c -> assertThat(c.version()).isEqualTo("2.2.0.post2+g54d6689"));
  }

  private List<ExtractorConfiguration> configurations(String file) throws Exception {
    var rows = read(file);
    var configurations = new Configurations(CATALOGUE, null, null);
    return rows.stream().map(row -> configurations.of(row).orElseThrow()).distinct().toList();
  }

  @Test
  void agreesWithTheCheckedTableOfIbsiCodes() throws Exception {
    var table = table("terminology/pyradiomics_to_ibsi.tsv");
    assertThat(table.size()).isEqualTo(127);
    assertThat(CATALOGUE.entries(Tool.PYRADIOMICS)).hasSize(table.size());
    for (var entry : CATALOGUE.entries(Tool.PYRADIOMICS)) {
      var row = table.get(entry.featureClass() + "_" + entry.feature());
      assertThat(row).as(entry.feature()).isNotNull();
      assertThat(entry.ibsi()).as(entry.feature()).isEqualTo(row.get("ibsi_code"));
      assertThat(entry.unit()).as(entry.feature()).isEqualTo(row.get("unit_rule"));
      assertThat(entry.agreement().name())
          .as(entry.feature())
          .isEqualToIgnoringCase(row.get("equivalence"));
    }
  }

  /** PyRadiomics on the digital phantom of IBSI against the reference value of the code. */
  @Test
  void codesOnlyFeaturesWhoseNumbersOnTheDigitalPhantomAreThoseOfIbsi() throws Exception {
    var compared = 0;
    for (var row : table("terminology/pyradiomics_to_ibsi.tsv").values()) {
      var measured = row.get("pyradiomics_value_digital_phantom");
      var reference = row.get("ibsi_reference");
      if (measured.isEmpty() || reference.isEmpty()) {
        continue;
      }
      var entry =
          CATALOGUE.entries(Tool.PYRADIOMICS).stream()
              .filter(e -> (e.featureClass() + "_" + e.feature()).equals(row.get("key")))
              .findFirst()
              .orElseThrow();
      var value = new BigDecimal(measured).doubleValue();
      var ibsi = entry.agreement() == Agreement.CONVERT ? value - 3 : value;
      assertThat(ibsi)
          .as(entry.feature())
          .isCloseTo(new BigDecimal(reference).doubleValue(), Percentage.withPercentage(1.0));
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(102);
  }

  private Map<String, Map<String, String>> table(String file) throws IOException {
    var lines = Files.readAllLines(folder.resolve(file));
    var header = lines.getFirst().split("\t", -1);
    var result = new TreeMap<String, Map<String, String>>();
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split("\t", -1);
      var row = new TreeMap<String, String>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], i < cells.length ? cells[i] : "");
      }
      row.put("key", row.get("class") + "_" + row.get("feature"));
      result.put(row.get("key"), row);
    }
    return result;
  }
}
