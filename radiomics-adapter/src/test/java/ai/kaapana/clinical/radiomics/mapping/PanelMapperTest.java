package ai.kaapana.clinical.radiomics.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.radiomics.configuration.Completeness;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.MitkName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.AbsentReason;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.testing.Approval;
import ai.kaapana.clinical.testing.FhirValidation;
import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PanelMapperTest {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int SAMPLES = 2_000;

  private static final ExtractorConfiguration CONFIGURATION =
      new ExtractorConfiguration(
          Tool.PYRADIOMICS,
          "3.0.1",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "{\"settings\":{\"binWidth\":25},\"tool\":\"PyRadiomics\",\"version\":\"3.0.1\"}",
          Completeness.COMPLETE,
          false,
          false,
          "setting:\n  binWidth: 25\n");

  private static final Target.Linked LINKED =
      new Target.Linked(
          "p00000000000000000000000000000001",
          "i00000000000000000000000000000001",
          "b00000000000000000000000000000001",
          "1.2.3",
          "1.2.3.4",
          "1.2.3.5",
          2,
          "CT",
          "2024-03-05T10:30:00+01:00",
          "Tumour 1");

  private static final Target.Unlinked UNLINKED =
      new Target.Unlinked("p00000000000000000000000000000001", "lung", "P-1", "GTV-1");

  private final PanelMapper mapper =
      new PanelMapper(
          FeatureCatalogue.load(),
          List.of("original_shape_MeshVolume", "original_firstorder_Mean"));

  private static Measurement number(String column, String literal) {
    return new Measurement(
        FeatureName.parse(column).orElseThrow(),
        new FeatureValue.Number(new BigDecimal(literal), literal));
  }

  private static Measurement absent(String column, AbsentReason reason) {
    return new Measurement(
        FeatureName.parse(column).orElseThrow(), new FeatureValue.Absent(reason, ""));
  }

  private static final List<Measurement> VALUES =
      List.of(
          number("original_shape_MeshVolume", "16147.51180013021"),
          number("original_firstorder_Mean", "-30.25"),
          number("original_firstorder_Kurtosis", "2.18"),
          number("original_firstorder_Energy", "2918821481.0"),
          number("original_glcm_MCC", "0.4990404679585559"),
          number("wavelet-LLL_firstorder_Mean", "1.23e-05"),
          absent("original_shape_Flatness", AbsentReason.NOT_A_NUMBER),
          absent("original_shape_Elongation", AbsentReason.POSITIVE_INFINITY),
          absent("original_shape_Sphericity", AbsentReason.NEGATIVE_INFINITY),
          absent("original_shape_SurfaceArea", AbsentReason.EMPTY),
          absent("original_shape_VoxelVolume", AbsentReason.COMPLEX));

  private static PanelInput input(
      Target target, List<Measurement> values, @Nullable String failure) {
    return new PanelInput(target, CONFIGURATION, "bin25", values, failure);
  }

  private static void approve(String name, Resource resource) {
    Approval.json(
        "mapping/" + name + ".json", FHIR.newJsonParser().encodeResourceToString(resource));
  }

  @AfterAll
  static void everythingApprovedIsValid() {
    FhirValidation.assertAllValid(Path.of("src/test/resources/approved/mapping"));
  }

  @Nested
  class Approved {

    @Test
    void panelOfASegment() {
      approve("panel", mapper.map(input(LINKED, VALUES, null)).panel());
    }

    @Test
    void promotedFeature() {
      var features = mapper.map(input(LINKED, VALUES, null)).features();
      assertThat(features).hasSize(2);
      approve("feature", features.getFirst());
    }

    @Test
    void promotedFeatureWithoutANumber() {
      var values = List.of(absent("original_firstorder_Mean", AbsentReason.NOT_A_NUMBER));
      approve("feature-absent", mapper.map(input(LINKED, values, null)).features().getFirst());
    }

    @Test
    void panelOfAFailedExtraction() {
      var failed = mapper.map(input(LINKED, List.of(), "roi/failed: The extraction failed."));
      assertThat(failed.failed()).isTrue();
      assertThat(failed.features()).isEmpty();
      approve("panel-failed", failed.panel());
    }

    @Test
    void panelWithoutImage() {
      approve("panel-unlinked", mapper.map(input(UNLINKED, VALUES, null)).panel());
    }

    @Test
    void panelThatReplacesOneWithoutImage() {
      approve(
          "panel-replacing",
          mapper
              .map(input(LINKED, VALUES.subList(0, 1), null))
              .replacing("o00000000000000000000000000000009")
              .panel());
    }

    @Test
    void extractor() {
      approve("software", SoftwareMapper.map(Tool.PYRADIOMICS, "3.0.1"));
    }

    @Test
    void configuration() {
      approve("configuration", ConfigurationMapper.map(CONFIGURATION, null, Optional.empty()));
    }
  }

  @Nested
  class ApprovedOfOtherTools {

    private Panel map(Tool tool, String version, Measurement... values) {
      var configuration =
          new ExtractorConfiguration(
              tool,
              version,
              "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "{\"tool\":\"" + tool.title() + "\"}",
              Completeness.PARTIAL,
              false,
              false,
              null);
      var input =
          new PanelInput(LINKED, configuration, configuration.derivedName(), List.of(values), null);
      return new PanelMapper(
              FeatureCatalogue.load(), List.of("First Order::Mean", "shape_MeshVolume"))
          .map(input);
    }

    private static Measurement of(FeatureName name, String literal) {
      return new Measurement(name, new FeatureValue.Number(new BigDecimal(literal), literal));
    }

    private static Measurement mitk(String column, String literal) {
      return of(MitkName.parse(column).orElseThrow(), literal);
    }

    @Test
    void mitk() {
      var panel =
          map(
              Tool.MITK,
              "2025.08.00",
              mitk("First Order::Mean", "-12.3457"),
              mitk("First Order::10th Percentile", "1.05065e+06"),
              mitk("Co-occurenced Based Features::Overall Contrast", "5.118"),
              mitk("Co-occurenced Based Features::Mean Contrast", "5.3245"),
              mitk("Morphological Density::Volume Moran's I index", "0.0397"),
              mitk("Run Length::Short run low grey level emphasis  Std.", "0.5"),
              mitk("Curvature Feature::Mean Gaussian Curvature", "0.14"),
              mitk("First Order::Bins-64::Energy", "567"));
      approve("mitk-panel", panel.panel());
      approve("mitk-feature", panel.features().getFirst());
      approve("mitk-software", SoftwareMapper.map(Tool.MITK, "2025.08.00"));
    }

    @Test
    void kaapanasPyradiomicsOperator() {
      var panel =
          map(
              Tool.PYRADIOMICS,
              "unknown",
              of(FeatureName.parseUnfiltered("shape_MeshVolume").orElseThrow(), "16147.5118"),
              of(FeatureName.parseUnfiltered("firstorder_Kurtosis").orElseThrow(), "2.1808"));
      approve("operator-panel", panel.panel());
    }

    @Test
    void totalSegmentator() {
      var panel =
          map(
              Tool.TOTALSEGMENTATOR,
              "unknown",
              of(FeatureName.ofStatistics("volume"), "260010.0"),
              of(FeatureName.ofStatistics("intensity"), "33.05909"));
      approve("totalsegmentator-panel", panel.panel());
      approve("totalsegmentator-software", SoftwareMapper.map(Tool.TOTALSEGMENTATOR, "unknown"));
    }
  }

  @Nested
  class Status {

    private Panel panel(String volume) {
      return mapper.map(input(LINKED, List.of(number("original_shape_MeshVolume", volume)), null));
    }

    @Test
    void isFinalTheFirstTime() {
      assertThat(panel("1").after(Optional.empty()).panel().getStatus())
          .isEqualTo(ObservationStatus.FINAL);
    }

    @Test
    void staysForTheSameValues() {
      var stored = panel("1.0").panel().setStatus(ObservationStatus.AMENDED);
      assertThat(panel("1").after(Optional.of(stored)).panel().getStatus())
          .isEqualTo(ObservationStatus.AMENDED);
    }

    @Test
    void isAmendedForOtherValues() {
      var after = panel("2").after(Optional.of(panel("1").panel()));
      assertThat(after.panel().getStatus()).isEqualTo(ObservationStatus.AMENDED);
      assertThat(after.features().getFirst().getStatus()).isEqualTo(ObservationStatus.AMENDED);
    }

    @Test
    void isAmendedAfterAWithdrawal() {
      var stored = panel("1").panel().setStatus(ObservationStatus.ENTEREDINERROR);
      assertThat(panel("1").after(Optional.of(stored)).panel().getStatus())
          .isEqualTo(ObservationStatus.AMENDED);
    }

    @Test
    void keepsWhatTheStoredPanelReplaced() {
      var stored = panel("1").replacing("o00000000000000000000000000000009").panel();
      assertThat(panel("1").after(Optional.of(stored)).panel().hasExtension(PanelMapper.REPLACES))
          .isTrue();
    }
  }

  @Test
  void keepsNameAndParametersOfTheStoredConfiguration() {
    var stored = ConfigurationMapper.map(CONFIGURATION, "mine", Optional.empty());
    var without =
        new ExtractorConfiguration(
            Tool.PYRADIOMICS,
            CONFIGURATION.version(),
            CONFIGURATION.hash(),
            CONFIGURATION.canonical(),
            CONFIGURATION.completeness(),
            false,
            false,
            null);
    assertThat(ConfigurationMapper.map(without, null, Optional.of(stored)).equalsDeep(stored))
        .isTrue();
  }

  @Test
  void givesBackEveryDoubleThroughJson() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < SAMPLES; i++) {
      var value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        var panel =
            mapper
                .map(
                    input(
                        LINKED, List.of(number("original_glcm_Id", Double.toString(value))), null))
                .panel();
        var read =
            FHIR.newJsonParser()
                .parseResource(
                    Observation.class, FHIR.newJsonParser().encodeResourceToString(panel));
        assertThat(read.getComponentFirstRep().getValueQuantity().getValue().doubleValue())
            .isEqualTo(value);
      }
    }
  }

  /** A store writes exponents out; what differs from what it gives back is sent each time. */
  @Test
  void writesNumbersAsAStoreGivesThemBack() {
    for (var literal : List.of("1.05065e+06", "1e20", "-3E+5", "1.23e-05", "2918821481.0", "0")) {
      var panel =
          mapper.map(input(LINKED, List.of(number("original_glcm_Id", literal)), null)).panel();
      var value = panel.getComponentFirstRep().getValueQuantity().getValue();
      assertThat(new BigDecimal(value.toPlainString())).as(literal).isEqualTo(value);
      assertThat(value).isEqualByComparingTo(literal);
    }
  }
}
