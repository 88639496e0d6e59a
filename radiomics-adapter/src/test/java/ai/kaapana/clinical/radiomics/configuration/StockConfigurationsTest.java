package ai.kaapana.clinical.radiomics.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.radiomics.StockFiles;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockConfigurationsTest {

  private static final FeatureCatalogue CATALOGUE = FeatureCatalogue.load();

  private static List<ExtractorConfiguration> of(String file, @Nullable String name)
      throws Exception {
    var rows = new ArrayList<RoiResult>();
    new ResultReader(ReaderLimits.DEFAULT)
        .read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), rows::add);
    var configurations = new Configurations(CATALOGUE, null, name);
    rows.forEach(configurations::learn);
    return rows.stream().map(row -> configurations.of(row).orElseThrow()).toList();
  }

  private static String xml(String mask, Map<String, String> features) {
    return StockFiles.xml(StockFiles.NAMESPACE, "1.2.3.4.8", "1.2.3.4.5", mask, features);
  }

  private static ExtractorConfiguration ofXml(String xml) throws Exception {
    return of(xml, null).getFirst();
  }

  private static String csv(Map<String, String> features) {
    return StockFiles.header(features)
        + StockFiles.row("1.2.3.4.8", "1.2.3.4.5", "m.nrrd", "0", features);
  }

  @Test
  void isCompleteForAnXmlWithParameters() throws Exception {
    var configuration = ofXml(xml("1.2.3.4.9--1--a", StockFiles.FEATURES));
    assertThat(configuration.tool()).isEqualTo(Tool.MITK);
    assertThat(configuration.version()).isEqualTo("2025.08.00");
    assertThat(configuration.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(configuration.canonical())
        .contains("\"all-features\":\"1\"", "\"bins\":\"256\"", "\"tool\":\"MITK\"");
    assertThat(configuration.derivedName())
        .isEqualTo("mitk-2025.08.00-" + configuration.hash().substring(0, 8));
  }

  @Test
  void holdsNoPathAndNothingOfTheRegion() throws Exception {
    var one = ofXml(xml("1.2.3.4.9--1--a", StockFiles.FEATURES));
    var other = ofXml(xml("1.2.3.4.9--2--b", StockFiles.FEATURES));
    assertThat(one.hash()).isEqualTo(other.hash());
    assertThat(one.canonical()).doesNotContain("patient-name", "/in", "1.2.3.4", "xml-output");
  }

  @Test
  void isAnotherOneForOtherSettings() throws Exception {
    var xml = xml("m", StockFiles.FEATURES);
    assertThat(ofXml(xml.replace(">256<", ">64<")).hash()).isNotEqualTo(ofXml(xml).hash());
  }

  @Test
  void isPartialForTheFirstOrderFeaturesOfTheStockForm() throws Exception {
    assertThat(ofXml(xml("m", StockFiles.firstOrder())).completeness())
        .isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void isPartialForACsvWhichTellsNoSettings() throws Exception {
    var unnamed = of(csv(StockFiles.FEATURES), null).getFirst();
    assertThat(unnamed.completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(unnamed.version()).isEqualTo(StockFiles.REVISION);
    assertThat(unnamed.derivedName()).isEqualTo("mitk-01234567-" + unnamed.hash().substring(0, 8));
    assertThat(of(csv(StockFiles.FEATURES), "mine").getFirst().hash()).isNotEqualTo(unnamed.hash());
  }

  /** MITK writes the maximum under the name of the minimum. */
  @Test
  void putsTheUpperBoundUnderItsOwnName() throws Exception {
    var bounds =
        """
        <mp:parameter name="maximum-intensity">400</mp:parameter>
        <mp:parameter name="minimum-intensity">-100</mp:parameter>
        <mp:parameter name="all-features">""";
    var xml =
        xml("m", StockFiles.FEATURES)
            .replace("<mp:parameter name=\"all-features\">", bounds)
            .replace(
                "<mp:parameter name=\"bins\">256", "<mp:parameter name=\"minimum-intensity\">400");
    assertThat(ofXml(xml).canonical())
        .contains("\"fo\":{\"maximum-intensity\":\"400\",\"minimum-intensity\":\"-100\"}");
  }

  @Test
  void givesAFailedMaskTheConfigurationOfItsNeighbours() throws Exception {
    var file = "{" + StockFiles.operator("a", true) + "," + StockFiles.operator("b", false) + "}";
    var configurations = of(file, null);
    assertThat(configurations.getFirst()).isEqualTo(configurations.getLast());
    assertThat(configurations.getFirst().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(configurations.getFirst().version()).isEqualTo("unknown");
    assertThat(configurations.getFirst().tool()).isEqualTo(Tool.PYRADIOMICS);
    assertThat(configurations.getFirst().canonical()).contains("rounded to 4 decimals");
  }

  @Test
  void isPartialForStatisticsOfTotalSegmentator() throws Exception {
    var configuration = of("{\"a\": {\"volume\": 1, \"intensity\": 2}}", null).getFirst();
    assertThat(configuration.tool()).isEqualTo(Tool.TOTALSEGMENTATOR);
    assertThat(configuration.completeness()).isEqualTo(Completeness.PARTIAL);
  }
}
