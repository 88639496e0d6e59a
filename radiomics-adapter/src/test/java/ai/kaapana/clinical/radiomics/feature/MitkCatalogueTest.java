package ai.kaapana.clinical.radiomics.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MitkCatalogueTest {

  private static final Extraction CT = new Extraction("CT", false, false);
  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();

  private static CodedFeature code(String column) {
    return CATALOGUE.code(MitkName.parse(column).orElseThrow(), CT);
  }

  @Test
  void knowsAllNamesAndTheCodesOfThoseWhoseNumbersAgree() {
    var entries = CATALOGUE.entries(Tool.MITK);
    assertThat(entries).hasSize(538);
    assertThat(entries).filteredOn(e -> !e.ibsi().isEmpty()).hasSize(233);
    assertThat(entries).filteredOn(e -> e.agreement() == Agreement.EQUAL).hasSize(225);
    assertThat(entries).filteredOn(CatalogueEntry::byDefault).hasSize(50);
    assertThat(entries)
        .filteredOn(e -> !e.ibsi().isEmpty())
        .allSatisfy(e -> assertThat(e.ibsi()).matches("[0-9A-Z]{4}"));
  }

  @ParameterizedTest
  @CsvSource({
    "First Order::Mean, Q4LE",
    "First Order Numeric::10th Percentile, QG58",
    "First Order Histogram::Entropy Index, TLU2",
    "Volumetric Features::Volume (mesh based), RNU0",
    "Neighbourhood Grey Tone Difference::Coarsness, QCDE",
    "Grey Level Size Zone::Small Zone Emphasis, 5QRC",
    "First Order::Min-0_Max-100_Bins-64::Mean, Q4LE"
  })
  void codesWhatIbsiDefines(String column, String ibsi) {
    assertThat(code(column).ibsi()).contains(ibsi);
  }

  @ParameterizedTest
  @CsvSource({
    "First Order::10th Percentile",
    "First Order::Interquartile Range",
    "First Order::Quantile Coefficient Of Dispersion",
    "First Order::Kurtosis",
    "First Order::Entropy",
    "Volumetric Features::Maximum 3D diameter",
    "Local Intensity::2. Local Intensity Peak"
  })
  void codesNoNumberThatIsAnother(String column) {
    assertThat(code(column).entry()).isPresent();
    assertThat(code(column).ibsi()).isEmpty();
  }

  @Test
  void tellsHowDirectionsWereBroughtTogether() {
    var merged = code("Co-occurenced Based Features::Overall Contrast");
    var averaged = code("Co-occurenced Based Features::Mean Contrast");
    assertThat(merged.ibsi()).isEqualTo(averaged.ibsi()).contains("ACUI");
    assertThat(merged.aggregation()).contains(Aggregation.MERGED);
    assertThat(averaged.aggregation()).contains(Aggregation.AVERAGED);
    assertThat(code("First Order::Mean").aggregation()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "First Order::Mean, [hnsf'U]",
    "First Order::Biased Variance, [hnsf'U]2",
    "First Order Histogram::Mean Index, 1",
    "Volumetric Features::Surface (mesh based), mm2",
    "Volumetric Features::Surface to volume ratio (mesh based), /mm",
    "Curvature Feature::Mean Gaussian Curvature, /mm2",
    "Morphological Density::Volume integrated intensity, [hnsf'U].mm3",
    "Diagnostic::Image Spacing X, mm"
  })
  void givesUnits(String column, String unit) {
    assertThat(code(column).unit()).isEqualTo(unit);
  }

  /** The double blank is MITK's; the range stands in the CSV alone. */
  @Test
  void knowsNamesInTheFormsOfCsvAndXml() {
    var blanks = "Short run low grey level emphasis  Std.";
    assertThat(MitkName.parse("Run Length::" + blanks)).contains(MitkName.of("Run Length", blanks));
    assertThat(code("Run Length::" + blanks).entry()).isPresent();
    var old = "Deprecated Co-occurrence Features::co-occ. (1) Energy Means";
    assertThat(code(old).entry()).isPresent();
    assertThat(code(old).name().column()).isEqualTo(old);
  }

  @Test
  void takesOtherColumnsForNoFeatures() {
    for (var column : new String[] {"SoftwareVersion", "::Mean", "First Order::", "", "a:b"}) {
      assertThat(MitkName.parse(column)).as(column).isEmpty();
    }
  }
}
