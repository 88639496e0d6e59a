package ai.kaapana.clinical.radiomics.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCatalogueTest {

  private static final Extraction CT = new Extraction("CT", false, false);
  private static final Extraction MR = new Extraction("MR", false, false);

  private final FeatureCatalogue catalogue = FeatureCatalogue.load();

  private CodedFeature code(String column, Extraction extraction) {
    return catalogue.code(FeatureName.parse(column).orElseThrow(), extraction);
  }

  @ParameterizedTest
  @CsvSource({
    "original_shape_MeshVolume, '', original, shape, MeshVolume",
    "wavelet-HLH_glcm_Idmn, '', wavelet-HLH, glcm, Idmn",
    "wavelet2-LLL_ngtdm_Contrast, '', wavelet2-LLL, ngtdm, Contrast",
    "log-sigma-3-0-mm-3D_firstorder_10Percentile, '', log-sigma-3-0-mm-3D, firstorder,"
        + " 10Percentile",
    "T1c_original_shape2D_Perimeter, T1c, original, shape2D, Perimeter",
    "a_b_lbp-3D-m1_gldm_X, a_b, lbp-3D-m1, gldm, X",
    "original_newclass_Foo, '', original, newclass, Foo",
    "myfilter_glcm_Id, '', myfilter, glcm, Id"
  })
  void takesNamesApartFromTheRight(
      String column, String prefix, String imageType, String featureClass, String feature) {
    assertThat(FeatureName.parse(column))
        .contains(
            new FeatureName(Tool.PYRADIOMICS, column, prefix, imageType, featureClass, feature));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Image",
        "Label_channel",
        "my_patient_id",
        "diagnostics_Mask-original_Hash",
        "_shape_A",
        "original_shape_",
        "PatientID",
        "original_shape"
      })
  void takesOtherColumnsForNoFeatures(String column) {
    assertThat(FeatureName.parse(column)).isEmpty();
  }

  @Test
  void knowsTheHundredAndSevenDefaultFeatures() {
    assertThat(catalogue.entries(Tool.PYRADIOMICS))
        .filteredOn(CatalogueEntry::byDefault)
        .hasSize(107);
    assertThat(catalogue.entries(Tool.PYRADIOMICS))
        .filteredOn(entry -> entry.byDefault() && !entry.ibsi().isEmpty())
        .hasSize(102);
    assertThat(catalogue.defaults("ngtdm"))
        .containsExactly("Busyness", "Coarseness", "Complexity", "Contrast", "Strength");
  }

  @ParameterizedTest
  @CsvSource({
    "original_shape_MeshVolume, mm3",
    "original_shape_SurfaceArea, mm2",
    "original_shape_SurfaceVolumeRatio, /mm",
    "original_shape_Maximum3DDiameter, mm",
    "original_shape_Sphericity, 1",
    "original_firstorder_Mean, [hnsf'U]",
    "original_firstorder_Variance, [hnsf'U]2",
    "original_firstorder_TotalEnergy, [hnsf'U]2.mm3",
    "original_firstorder_Entropy, 1",
    "wavelet-LLL_firstorder_Mean, 1",
    "original_glcm_Contrast, 1",
    "original_newclass_Foo, 1"
  })
  void givesUnitsOfAComputedTomography(String column, String unit) {
    assertThat(code(column, CT).unit()).isEqualTo(unit);
  }

  @Test
  void givesNoHounsfieldUnitsForOtherImagesOrNormalizedOnes() {
    assertThat(code("original_firstorder_Mean", MR).unit()).isEqualTo("1");
    assertThat(code("original_firstorder_TotalEnergy", MR).unit()).isEqualTo("mm3");
    assertThat(code("original_firstorder_Mean", new Extraction("CT", true, false)).unit())
        .isEqualTo("1");
    assertThat(code("original_firstorder_Mean", new Extraction("", false, false)).unit())
        .isEqualTo("1");
  }

  @Test
  void codesOnlyValuesThatIbsiDefines() {
    assertThat(code("original_shape_MeshVolume", CT).ibsi()).contains("RNU0");
    assertThat(code("original_firstorder_Entropy", CT).ibsi()).contains("TLU2");
    assertThat(code("original_firstorder_Kurtosis", CT).ibsi()).isEmpty();
    assertThat(code("original_firstorder_Energy", CT).ibsi()).contains("N8CA");
    assertThat(code("original_firstorder_Energy", new Extraction("CT", false, true)).ibsi())
        .isEmpty();
    assertThat(code("original_glcm_MCC", CT).ibsi()).isEmpty();
    assertThat(code("original_newclass_Foo", CT).ibsi()).isEmpty();
  }

  @Test
  void codesNoFilteredFeature() {
    for (var entry : catalogue.entries(Tool.PYRADIOMICS)) {
      for (var filter : new String[] {"wavelet-LLL", "log-sigma-1-0-mm-3D", "square", "unknown"}) {
        var column = filter + "_" + entry.featureClass() + "_" + entry.feature();
        assertThat(code(column, CT).ibsi()).as(column).isEmpty();
      }
    }
  }

  @Test
  void knowsWhichValuesAreImplausible() {
    assertThat(code("original_shape_MeshVolume", CT).plausible(new BigDecimal("-1"))).isFalse();
    assertThat(code("original_shape_Sphericity", CT).plausible(new BigDecimal("1.7"))).isFalse();
    assertThat(code("original_shape_Sphericity", CT).plausible(new BigDecimal("0.7"))).isTrue();
    assertThat(code("wavelet-LLL_firstorder_Variance", CT).plausible(new BigDecimal("-1")))
        .isTrue();
  }
}
