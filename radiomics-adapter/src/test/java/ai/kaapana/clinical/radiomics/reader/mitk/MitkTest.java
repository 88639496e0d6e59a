package ai.kaapana.clinical.radiomics.reader.mitk;

import static ai.kaapana.clinical.radiomics.StockFiles.FEATURES;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MitkTest {

  private static final String SERIES = "1.2.3.4.5";
  private static final String MASK = "1.2.3.4.9--2--gtv-1";
  private static final ReaderLimits SMALL = new ReaderLimits(20, 1_000, 3_000, 2);

  private static final String XML =
      StockFiles.xml(StockFiles.NAMESPACE, "1.2.3.4.8", SERIES, MASK, FEATURES);
  private static final String ROW =
      StockFiles.row("1.2.3.4.8", SERIES, MASK + ".nrrd", "0", FEATURES);
  private static final String CSV = StockFiles.header(FEATURES) + ROW;

  private static List<RoiResult> read(String file) throws UnreadableResultException, IOException {
    return read(file, ReaderLimits.DEFAULT);
  }

  private static List<RoiResult> read(String file, ReaderLimits limits)
      throws UnreadableResultException, IOException {
    var rows = new ArrayList<RoiResult>();
    var bytes = file.getBytes(StandardCharsets.UTF_8);
    new ResultReader(limits).read(new ByteArrayInputStream(bytes), rows::add);
    return rows;
  }

  private static Map<String, String> values(RoiResult row) {
    var result = new LinkedHashMap<String, String>();
    row.measurements()
        .forEach(
            m ->
                result.put(
                    m.name().column(),
                    m.value() instanceof FeatureValue.Absent absent
                        ? absent.reason().code()
                        : m.value().literal()));
    return result;
  }

  private static void refuses(String file, RadiomicsIssue issue) {
    refuses(file, ReaderLimits.DEFAULT, issue);
  }

  private static void refuses(String file, ReaderLimits limits, RadiomicsIssue issue) {
    assertThatThrownBy(() -> read(file, limits))
        .isInstanceOfSatisfying(
            UnreadableResultException.class, e -> assertThat(e.issue()).isEqualTo(issue));
  }

  @Nested
  class OfXml {

    @ParameterizedTest
    @ValueSource(strings = {StockFiles.NAMESPACE, StockFiles.OLD_NAMESPACE})
    void readsBothNamespaces(String namespace) throws Exception {
      var rows = read(StockFiles.xml(namespace, "1.2.3.4.8", SERIES, MASK, FEATURES));
      assertThat(rows).hasSize(1);
      assertThat(rows.getFirst().tool()).isEqualTo(Tool.MITK);
      assertThat(rows.getFirst().measurements()).hasSize(FEATURES.size());
    }

    @Test
    void givesTheSameNamesAndValuesAsTheCsv() throws Exception {
      assertThat(values(read(XML).getFirst())).isEqualTo(values(read(CSV).getFirst()));
    }

    @Test
    void makesReasonsOfWhatIsNoNumberAndOneBlankOfTwo() throws Exception {
      assertThat(values(read(XML).getFirst()))
          .containsEntry("First Order::Mean", "-12.3457")
          .containsEntry("First Order::10th Percentile", "1.05065e+06")
          .containsEntry("First Order Numeric::Uniformtiy", "not-a-number")
          .containsEntry("Morphological Density::Volume Moran's I index", "0.0397")
          .containsEntry("Co-occurenced Based Features::Mean Contrast", "positive-infinity")
          .containsEntry("Run Length::Short run low grey level emphasis Std.", "not-a-number");
    }

    @Test
    void tellsImageMaskSoftwareAndSettings() throws Exception {
      var row = read(XML).getFirst();
      assertThat(row.inputs())
          .containsEntry("ImageSeriesUID", SERIES)
          .containsEntry("Mask", "/data/run-1/batch/1.2.3.4.8/masks/" + MASK + ".nrrd");
      assertThat(row.diagnostics())
          .containsEntry("Version", "Version: 1.23(mitk: 2025.08.00)")
          .containsEntry("FeatureSettings", Map.of("fo", Map.of("bins", "256")));
      assertThat((Map<?, ?>) row.diagnostics().get("Parameters")).hasSize(3);
    }

    @Test
    void takesTheInstanceOfAMaskThatWasReadFromDicom() throws Exception {
      var uid =
          "<mp:seriesInstanceUID>1.2.3.4.8</mp:seriesInstanceUID><mp:sopInstanceUIDs>"
              + "<mp:sopInstanceUID>1.2.3.4.9</mp:sopInstanceUID></mp:sopInstanceUIDs>";
      var row = read(XML.replace("<mp:mask>", "<mp:mask>" + uid)).getFirst();
      assertThat(row.inputs())
          .containsEntry("SegSOPInstanceUID", "1.2.3.4.9")
          .containsEntry("SegSeriesUID", "1.2.3.4.8");
    }

    @Test
    void keepsSettingsApartThatGiveOneNameSeveralValues() throws Exception {
      var twice =
          XML.replace(
              "  </mp:features>",
              "<mp:feature name=\"Mean\" class=\"First Order\" setting=\"fo_2\">7</mp:feature>"
                  + "  </mp:features>");
      assertThat(values(read(twice).getFirst()))
          .containsEntry("First Order::fo::Mean", "-12.3457")
          .containsEntry("First Order::fo_2::Mean", "7")
          .containsKey("First Order::10th Percentile")
          .doesNotContainKey("First Order::Mean");
      refuses(twice.replace("fo_2", "fo"), RadiomicsIssue.COLUMN_DUPLICATE);
    }

    @Test
    void refusesTheCopyThatIsCalledJson() {
      var copy = StockFiles.copy(XML);
      refuses(copy, RadiomicsIssue.FILE_XML_COPY);
      refuses(copy + copy, RadiomicsIssue.FILE_XML_COPY);
      refuses("{\n \"mp:measurement\": {\"@xmlns:mp\": \"x\"}}", RadiomicsIssue.FILE_XML_COPY);
    }

    @Test
    void refusesWhatIsCutOff() {
      for (int end : new int[] {60, 300, XML.indexOf("Percentile"), XML.length() - 5}) {
        refuses(XML.substring(0, end), RadiomicsIssue.FILE_TRUNCATED);
      }
    }

    @Test
    void refusesOtherXml() {
      refuses("<?xml version=\"1.0\"?><a/>", RadiomicsIssue.FILE_MALFORMED);
      refuses(XML.replace("www.mitk.org", "example.org"), RadiomicsIssue.FILE_MALFORMED);
      refuses(XML + "<more/>", RadiomicsIssue.FILE_MALFORMED);
      refuses(XML.replace("</mp:image>", "</mp:mask>"), RadiomicsIssue.FILE_MALFORMED);
      refuses(XML.replaceAll("<mp:feature .*", ""), RadiomicsIssue.FILE_EMPTY);
    }

    @Test
    void readsNeitherEntitiesNorDocumentTypes() {
      var type = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
      refuses(
          XML.replace("<mp:measurement ", type + "<mp:measurement "),
          RadiomicsIssue.FILE_MALFORMED);
      refuses(XML.replace("-12.3457", "&e;"), RadiomicsIssue.FILE_MALFORMED);
    }

    @Test
    void keepsToItsLimits() {
      refuses(XML + " ".repeat(100_000), SMALL, RadiomicsIssue.FILE_TOO_LARGE);
      refuses(
          XML.replace("-12.3457", "1".repeat(1_500)),
          new ReaderLimits(100, 1_000, 1_000_000, 2),
          RadiomicsIssue.FILE_TOO_LARGE);
      refuses(XML, new ReaderLimits(5, 1_000, 1_000_000, 2), RadiomicsIssue.FILE_TOO_LARGE);
    }
  }

  @Nested
  class OfCsv {

    @Test
    void doesNotTakeTheFolderForAPatient() throws Exception {
      var row = read(CSV).getFirst();
      assertThat(row.tool()).isEqualTo(Tool.MITK);
      assertThat(row.inputs())
          .containsOnlyKeys("SoftwareVersion", "Patient", "Image", "Segmentation", "SliceNumber");
      assertThat(row.diagnostics()).isEqualTo(Map.of("Version", StockFiles.REVISION));
    }

    @Test
    void readsTheRowsThatRetriesAndFurtherImagesAppend() throws Exception {
      var other = StockFiles.row("1.2.3.4.8", "1.2.3.4.6", MASK + ".nrrd", "0", FEATURES);
      assertThat(read(CSV + ROW + other))
          .extracting(row -> row.inputs().get("Image"), RoiResult::block)
          .containsExactly(
              tuple(SERIES + ".nrrd", 0), tuple(SERIES + ".nrrd", 0), tuple("1.2.3.4.6.nrrd", 0));
    }

    @Test
    void startsABlockAtAnotherHeader() throws Exception {
      var few = StockFiles.firstOrder();
      var appended =
          CSV
              + StockFiles.header(few)
              + StockFiles.row("1.2.3.4.8", SERIES, MASK + ".nrrd", "0", few);
      assertThat(read(appended))
          .extracting(RoiResult::block, row -> row.measurements().size())
          .containsExactly(tuple(0, FEATURES.size()), tuple(1, 2));
    }

    @Test
    void refusesResultsOfSlices() {
      var slice = StockFiles.row("1.2.3.4.8", SERIES, MASK + ".nrrd", "1", FEATURES);
      var mean = StockFiles.row("1.2.3.4.8", SERIES, MASK + ".nrrd - Mean", "0", FEATURES);
      var variance = StockFiles.row("1.2.3.4.8", SERIES, MASK + ".nrrd - Var.", "0", FEATURES);
      for (var row : List.of(slice, mean, variance)) {
        refuses(CSV + row, RadiomicsIssue.FILE_SLICES);
      }
    }

    @Test
    void refusesFeaturesAsRows() {
      refuses(
          "SoftwareVersion;" + StockFiles.REVISION + ";\nFirst Order::Mean;1;\n",
          RadiomicsIssue.FILE_TRANSPOSED);
      refuses(
          StockFiles.REVISION + ";/f;i.nrrd;m.nrrd;0;First Order::Mean;1;;\n",
          RadiomicsIssue.FILE_TRANSPOSED);
    }

    @Test
    void readsADecimalCommaAndRefusesBoth() throws Exception {
      var comma = ROW.replace("-12.3457", "-12,3457").replace("1234.5", "1234,5");
      var commas = comma.replace("1.05065e+06", "1,05065e+06").replace("0.0397", "0,0397");
      var rows = read(StockFiles.header(FEATURES) + commas.replace("5.118", "5,118"));
      assertThat(((FeatureValue.Number) rows.getFirst().measurements().getFirst().value()).value())
          .isEqualByComparingTo("-12.3457");
      refuses(StockFiles.header(FEATURES) + comma, RadiomicsIssue.FILE_DECIMAL_MARKS);
    }

    @Test
    void refusesWhatIsBroken() {
      refuses(CSV.substring(0, CSV.length() - 1), RadiomicsIssue.FILE_TRUNCATED);
      refuses(CSV.replace(";EndOfMeasurement;\n", ";\n"), RadiomicsIssue.FILE_TRANSPOSED);
      refuses(
          StockFiles.header(FEATURES) + ROW.replace(";-12.3457", ""),
          RadiomicsIssue.FILE_MALFORMED);
      refuses(StockFiles.header(FEATURES), RadiomicsIssue.FILE_EMPTY);
      refuses(CSV + ROW + ROW, SMALL, RadiomicsIssue.FILE_TOO_LARGE);
    }

    @Test
    void refusesOneNameWithSeveralValues() throws Exception {
      var header = StockFiles.header(FEATURES).replace("10th Percentile", "Mean");
      refuses(header + ROW, RadiomicsIssue.COLUMN_DUPLICATE);
      var same = header + ROW.replace("1.05065e+06", "-12.3457");
      assertThat(read(same).getFirst().measurements()).hasSize(FEATURES.size() - 1);
    }
  }
}
