package ai.kaapana.clinical.radiomics.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationsTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();
  private static final String HEADER =
      "Image,Mask,diagnostics_Versions_PyRadiomics,diagnostics_Configuration_Settings,"
          + "diagnostics_Configuration_EnabledImageTypes,original_shape_Flatness\n";

  private static List<RoiResult> rows(String csv) throws Exception {
    var rows = new ArrayList<RoiResult>();
    new ResultReader(ReaderLimits.DEFAULT)
        .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), rows::add);
    return rows;
  }

  private static String row(String version, String settings, String types) {
    return "i,m,%s,\"%s\",\"%s\",0.5\n".formatted(version, settings, types);
  }

  private static ExtractorConfiguration of(String version, String settings) throws Exception {
    return of(version, settings, null, null);
  }

  private static ExtractorConfiguration of(
      String version, String settings, @Nullable String yaml, @Nullable String name)
      throws Exception {
    var row = rows(HEADER + row(version, settings, "{'Original': {}}")).getFirst();
    return new Configurations(CATALOGUE, file(yaml), name).of(row).orElseThrow();
  }

  private static @Nullable ParameterFile file(@Nullable String yaml) {
    return yaml == null ? null : ParameterFile.parse(yaml).orElseThrow();
  }

  @Test
  void fillsInWhatTheVersionUsesWhereNothingIsSet() throws Exception {
    var configuration = of("v3.0.1", "{'normalize': False}");
    assertThat(configuration.canonical())
        .contains("\"binWidth\":25", "\"symmetricalGLCM\":true", "\"version\":\"3.0.1\"");
    assertThat(configuration.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(configuration.hash()).matches("[0-9a-f]{64}");
    assertThat(configuration.derivedName())
        .isEqualTo("pyradiomics-3.0.1-" + configuration.hash().substring(0, 8));
  }

  @Test
  void knowsTheSameConfigurationHoweverItIsWritten() throws Exception {
    var plain = of("v3.0.1", "{'normalize': False}");
    assertThat(of("3.0.1", "{'binWidth': 25.0, 'normalize': False}").hash())
        .isEqualTo(plain.hash());
    assertThat(of("v3.0.1", "{'normalize': False}", "setting: {label: 2}", null).hash())
        .isEqualTo(plain.hash());
  }

  @Test
  void tellsAnotherSettingVersionAndFilterApart() throws Exception {
    var plain = of("v3.0.1", "{'normalize': False}");
    assertThat(of("v3.0.1", "{'binWidth': 10}").hash()).isNotEqualTo(plain.hash());
    assertThat(of("v3.1.0", "{'normalize': False}").hash()).isNotEqualTo(plain.hash());
    var filtered =
        rows(HEADER + row("v3.0.1", "{'normalize': False}", "{'Original': {}, 'Wavelet': {}}"));
    assertThat(
            new Configurations(CATALOGUE, null, null).of(filtered.getFirst()).orElseThrow().hash())
        .isNotEqualTo(plain.hash());
  }

  @Test
  void leavesTheLabelOutBecauseItSaysWhatWasMeasured() throws Exception {
    assertThat(of("v3.0.1", "{'label': 1}").hash()).isEqualTo(of("v3.0.1", "{'label': 2}").hash());
  }

  @Test
  void isPartialForABuildBetweenReleases() throws Exception {
    assertThat(of("2.2.0.post2+g54d6689", "{'label': 1}").completeness())
        .isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void knowsShiftAndNormalization() throws Exception {
    assertThat(of("v3.0.1", "{'label': 1}").shifted()).isFalse();
    assertThat(of("v3.0.1", "{'voxelArrayShift': 300}").shifted()).isTrue();
    assertThat(of("v3.0.1", "{'normalize': True}").normalized()).isTrue();
  }

  @Test
  void cannotNameAConfigurationWithoutAnyStatement() throws Exception {
    var row = rows("Image,Mask,original_shape_Flatness\ni,m,1\n").getFirst();
    assertThat(new Configurations(CATALOGUE, null, null).of(row)).isEmpty();
    var named = new Configurations(CATALOGUE, null, "study A").of(row).orElseThrow();
    assertThat(named.completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(named.version()).isEqualTo("unknown");
    assertThat(named.hash())
        .isNotEqualTo(new Configurations(CATALOGUE, null, "study B").of(row).orElseThrow().hash());
  }

  @Test
  void givesAFailedCaseTheConfigurationOfItsBlock() throws Exception {
    var rows = rows(HEADER + "i,m,,,,\n" + row("v3.0.1", "{'label': 1}", "{'Original': {}}"));
    var configurations = new Configurations(CATALOGUE, null, null);
    rows.forEach(configurations::learn);
    assertThat(configurations.of(rows.get(0))).isEqualTo(configurations.of(rows.get(1)));
  }

  @Test
  void takesDirectoriesOutOfEverything() throws Exception {
    var configuration =
        of(
            "v3.0.1",
            "{'a': '/home/jane.doe/x/params.txt'}",
            "# /home/jane.doe/p.yaml\nsetting: {a: /home/jane.doe/x/params.txt}",
            null);
    assertThat(configuration.canonical()).doesNotContain("jane.doe").contains("params.txt");
    assertThat(configuration.parameters()).doesNotContain("jane.doe").contains("p.yaml");
  }

  @Nested
  class WithAParameterFile {

    private static final String YAML =
        """
        imageType:
          Original: {}
        featureClass:
          shape: ['Flatness']
        setting:
          binWidth: 25
          label: 1
        """;

    @Test
    void contradictsResultsMadeWithOtherSettings() throws Exception {
      var configurations = new Configurations(CATALOGUE, file(YAML), null);
      var same = rows(HEADER + row("v3.0.1", "{'binWidth': 25.0, 'label': 2}", "{'Original': {}}"));
      var other = rows(HEADER + row("v3.0.1", "{'binWidth': 10}", "{'Original': {}}"));
      var unset = rows(HEADER + row("v3.0.1", "{'label': 1}", "{'Original': {}}"));
      var types = rows(HEADER + row("v3.0.1", "{'binWidth': 25}", "{'Wavelet': {}}"));
      assertThat(configurations.contradicts(same.getFirst())).isFalse();
      assertThat(configurations.contradicts(other.getFirst())).isTrue();
      assertThat(configurations.contradicts(unset.getFirst())).isTrue();
      assertThat(configurations.contradicts(types.getFirst())).isTrue();
    }

    @Test
    void describesResultsThatDoNotDescribeThemselves() throws Exception {
      var row = rows("Image,Mask,original_shape_Flatness\ni,m,1\n").getFirst();
      var configuration = new Configurations(CATALOGUE, file(YAML), null).of(row).orElseThrow();
      assertThat(configuration.canonical()).contains("\"binWidth\":25");
      assertThat(configuration.completeness()).isEqualTo(Completeness.PARTIAL);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
          "setting: !!python/object/apply:os.system ['id']",
          "a: &a [x, x]\nb: [*a, *a]",
          "setting: [1, 2]",
          "just text",
          "- 1",
          "unknownSection: {}",
          "setting: {a: 1, a: 2}",
          "setting: {"
        })
    void refusesWhatIsNoPlainParameterFile(String yaml) {
      assertThat(ParameterFile.parse(yaml)).isEmpty();
    }
  }
}
