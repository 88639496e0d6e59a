package ai.kaapana.clinical.radiomics.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResultReaderTest {

  private static final ReaderLimits SMALL = new ReaderLimits(20, 1_000, 5_000, 5);

  static List<RoiResult> read(byte[] file) throws UnreadableResultException, IOException {
    return read(file, ReaderLimits.DEFAULT);
  }

  private static List<RoiResult> read(byte[] file, ReaderLimits limits)
      throws UnreadableResultException, IOException {
    var rows = new ArrayList<RoiResult>();
    new ResultReader(limits).read(new ByteArrayInputStream(file), rows::add);
    return rows;
  }

  private static List<RoiResult> read(String file) throws UnreadableResultException, IOException {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, FeatureValue> values(RoiResult row) {
    var result = new LinkedHashMap<String, FeatureValue>();
    row.measurements().forEach(m -> result.put(m.name().column(), m.value()));
    return result;
  }

  private static FeatureValue number(String literal) {
    return new FeatureValue.Number(new BigDecimal(literal), literal);
  }

  private static void refuses(String file, RadiomicsIssue issue) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            UnreadableResultException.class, e -> assertThat(e.issue()).isEqualTo(issue));
  }

  @Nested
  class OfCsv {

    @Test
    void bindsColumnsByNameInWhateverOrderTheyStand() throws Exception {
      var rows =
          read(
              """
              original_shape_Flatness,Mask,diagnostics_Versions_PyRadiomics,Image,original_firstorder_Mean
              0.5,m.nrrd,v3.0.1,i.nrrd,-12.25
              """);
      assertThat(rows).hasSize(1);
      assertThat(rows.getFirst().inputs())
          .containsExactlyInAnyOrderEntriesOf(Map.of("Mask", "m.nrrd", "Image", "i.nrrd"));
      assertThat(rows.getFirst().diagnostics()).containsEntry("Versions_PyRadiomics", "v3.0.1");
      assertThat(values(rows.getFirst()))
          .containsEntry("original_shape_Flatness", number("0.5"))
          .containsEntry("original_firstorder_Mean", number("-12.25"));
    }

    @Test
    void keepsFeaturesInFileOrder() throws Exception {
      var rows = read("original_shape_B,original_glcm_A,original_shape_A\n1,2,3\n");
      assertThat(values(rows.getFirst()).keySet())
          .containsExactly("original_shape_B", "original_glcm_A", "original_shape_A");
    }

    @Test
    void readsTuplesAndDictsInQuotedCells() throws Exception {
      var rows =
          read(
              """
              Image,Mask,diagnostics_Configuration_Settings,diagnostics_Image-original_Spacing,original_shape_A
              i,m,"{'binWidth': 25, 'resampledPixelSpacing': None, 'distances': [1], 'normalize': False}","(0.78, 0.78, 6.5)",1
              """);
      assertThat(rows.getFirst().diagnostics().get("Configuration_Settings"))
          .isInstanceOfSatisfying(
              Map.class,
              settings -> {
                assertThat(settings.get("binWidth")).isEqualTo(new BigDecimal("25"));
                assertThat(settings.get("normalize")).isEqualTo(false);
                assertThat(settings.containsKey("resampledPixelSpacing")).isTrue();
                assertThat(settings.get("resampledPixelSpacing")).isNull();
              });
      assertThat(rows.getFirst().diagnostics())
          .containsEntry("Image-original_Spacing", "(0.78, 0.78, 6.5)");
    }

    @Test
    void takesARowOfInputColumnsAloneAsAFailedCase() throws Exception {
      var rows = read("Image,Mask,original_shape_A,original_shape_B\ni,m,,\ni2,m2,1,2\ni3,m3\n");
      assertThat(rows).extracting(RoiResult::empty).containsExactly(true, false, true);
    }

    @Test
    void startsANewBlockAtAHeaderThatWasAppended() throws Exception {
      var rows =
          read(
              """
              Image,Mask,original_shape_A,original_shape_B
              i,m,1,2
              Image,Mask,original_shape_B
              i,m,3
              """);
      assertThat(rows).extracting(RoiResult::block).containsExactly(0, 1);
      assertThat(rows).extracting(RoiResult::row).containsExactly(1L, 2L);
      assertThat(values(rows.get(1))).containsOnlyKeys("original_shape_B");
    }

    @Test
    void startsANewBlockAtAHeaderOfARunThatFailedAltogether() throws Exception {
      var rows = read("Image,Mask,original_shape_A\ni,m,1\nImage,Mask\ni,m\n");
      assertThat(rows).extracting(RoiResult::empty).containsExactly(false, true);
    }

    @Test
    void readsDecimalCommaInAFileSeparatedBySemicolons() throws Exception {
      var rows = read("Image;Mask;original_shape_A;original_shape_B\ni;m;0,5621;1,5e-05\n");
      assertThat(values(rows.getFirst()).get("original_shape_A"))
          .isEqualTo(new FeatureValue.Number(new BigDecimal("0.5621"), "0,5621"));
    }

    @Test
    void refusesAFileThatMixesDecimalMarks() {
      refuses("Image;Mask;original_shape_A\ni;m;0,5\ni;m;0.5\n", RadiomicsIssue.FILE_DECIMAL_MARKS);
    }

    @Test
    void takesACommaInANumberOfACommaFileForNoNumber() throws Exception {
      var rows = read("Image,Mask,original_shape_A\ni,m,\"1,234\"\n");
      assertThat(values(rows.getFirst()).get("original_shape_A"))
          .isEqualTo(new FeatureValue.Absent(AbsentReason.UNPARSABLE, "1,234"));
    }

    @Test
    void readsByteOrderMarkAndWindowsLineEnds() throws Exception {
      var rows = read("\uFEFFImage,Mask,original_shape_A\r\ni,m,1\r\n");
      assertThat(rows.getFirst().inputs()).containsKey("Image");
      assertThat(values(rows.getFirst())).containsEntry("original_shape_A", number("1"));
    }

    @Test
    void takesEqualColumnsOnceAndRefusesDifferentOnes() throws Exception {
      var rows = read("Image,Mask,original_shape_A,original_shape_A\ni,m,1,1\n");
      assertThat(rows.getFirst().measurements()).hasSize(1);
      refuses(
          "Image,Mask,original_shape_A,original_shape_A\ni,m,1,2\n",
          RadiomicsIssue.COLUMN_DUPLICATE);
    }

    @Test
    void refusesAFileThatEndsInsideOfARow() {
      refuses("Image,Mask,original_shape_A\ni,m,0.123", RadiomicsIssue.FILE_TRUNCATED);
      refuses("Image,Mask,original_shape_A\n\"i,m,0.12\ni,m,1\n", RadiomicsIssue.FILE_TRUNCATED);
      refuses(
          "Image,Mask,original_shape_A,original_shape_B\ni,m,1\n", RadiomicsIssue.FILE_MALFORMED);
    }

    @Test
    void refusesWhatIsNoTableOfResults() {
      refuses("", RadiomicsIssue.FILE_EMPTY);
      refuses("\n\n", RadiomicsIssue.FILE_EMPTY);
      refuses("Image,Mask,original_shape_A\n", RadiomicsIssue.FILE_EMPTY);
      refuses("name,age\nx,3\n", RadiomicsIssue.FILE_NO_FEATURES);
      refuses("feature,a,b\noriginal_shape_A,1,2\n", RadiomicsIssue.FILE_TRANSPOSED);
      refuses(
          "Image type,Feature Class,Feature Name,Segment_1\noriginal,shape,A,1\n",
          RadiomicsIssue.FILE_TRANSPOSED);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
      assertThatThrownBy(
              () ->
                  read(
                      "Image,Mask,original_shape_A\nMüller,m,1\n"
                          .getBytes(StandardCharsets.ISO_8859_1)))
          .hasMessageContaining("file/encoding");
      assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}))
          .hasMessageContaining("file/encoding");
      assertThatThrownBy(() -> read("Image\0,Mask\n".getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("file/encoding");
    }

    @Test
    void refusesMoreThanTheLimits() {
      var wide = "a,".repeat(30) + "original_shape_A\n" + "1,".repeat(30) + "1\n";
      assertThatThrownBy(() -> read(wide.getBytes(StandardCharsets.UTF_8), SMALL))
          .hasMessageContaining("file/too-large");
      var many = "Image,Mask,original_shape_A\n" + "i,m,1\n".repeat(6);
      assertThatThrownBy(() -> read(many.getBytes(StandardCharsets.UTF_8), SMALL))
          .hasMessageContaining("file/too-large");
      var cell = "Image,Mask,original_shape_A\n" + "i".repeat(1_001) + ",m,1\n";
      assertThatThrownBy(() -> read(cell.getBytes(StandardCharsets.UTF_8), SMALL))
          .hasMessageContaining("file/too-large");
      var quote = "Image,Mask,original_shape_A\n\"" + "i,m,1\n".repeat(100_000);
      assertThatThrownBy(() -> read(quote.getBytes(StandardCharsets.UTF_8), SMALL))
          .hasMessageContaining("file/too-large");
    }

    @Test
    void namesTheLineOfTheRowThatIsWrong() {
      assertThatThrownBy(() -> read("Image,Mask,original_shape_A\ni,m,1\ni,m,1,2,3\n"))
          .isInstanceOfSatisfying(
              UnreadableResultException.class, e -> assertThat(e.line()).isEqualTo(3));
    }
  }

  @Nested
  class OfJson {

    private static final String CASE =
        """
        {"ID": "a", "Image": "i", "Mask": "m", "Label": 1,
         "diagnostics_Versions_PyRadiomics": "v3.0.1",
         "diagnostics_Configuration_Settings": {"binWidth": 25, "sigma": [1.0, 2.0], "x": null},
         "original_shape_A": 16147.51180013021, "original_shape_B": NaN,
         "original_shape_C": -Infinity, "original_shape_D": 1e-05}
        """;

    @Test
    void readsNumbersWithTheirDigitsAndBareNaN() throws Exception {
      var row = read("[" + CASE + "]").getFirst();
      assertThat(values(row))
          .containsEntry("original_shape_A", number("16147.51180013021"))
          .containsEntry(
              "original_shape_B", new FeatureValue.Absent(AbsentReason.NOT_A_NUMBER, "NaN"))
          .containsEntry(
              "original_shape_C",
              new FeatureValue.Absent(AbsentReason.NEGATIVE_INFINITY, "-Infinity"))
          .containsEntry("original_shape_D", number("1e-05"));
      assertThat(row.inputs()).containsEntry("Label", "1");
      assertThat(row.diagnostics().get("Configuration_Settings"))
          .isEqualTo(
              new HashMap<String, Object>() {
                private static final long serialVersionUID = 1L;

                {
                  put("binWidth", new BigDecimal("25"));
                  put("sigma", List.of(new BigDecimal("1.0"), new BigDecimal("2.0")));
                  put("x", null);
                }
              });
    }

    @Test
    void readsArraysAndObjectsThatFollowEachOther() throws Exception {
      assertThat(read("[" + CASE + "][" + CASE + "," + CASE + "]"))
          .extracting(RoiResult::block)
          .containsExactly(0, 1, 1);
      assertThat(read(CASE + CASE)).extracting(RoiResult::block).containsExactly(0, 1);
    }

    @Test
    void takesAnObjectOfInputsAloneAsAFailedCase() throws Exception {
      assertThat(read("[{\"Image\": \"i\", \"Mask\": \"m\"}]").getFirst().empty()).isTrue();
    }

    @Test
    void refusesAFileThatEndsInTheMiddle() {
      refuses("[" + CASE, RadiomicsIssue.FILE_TRUNCATED);
      refuses("[" + CASE.substring(0, 40), RadiomicsIssue.FILE_TRUNCATED);
    }

    @Test
    void refusesOtherJson() {
      refuses("[]", RadiomicsIssue.FILE_EMPTY);
      refuses("[1, 2]", RadiomicsIssue.FILE_MALFORMED);
      refuses("[{\"a\": {\"b\": 1}}]", RadiomicsIssue.FILE_NO_FEATURES);
      refuses("[" + CASE + "] x", RadiomicsIssue.FILE_MALFORMED);
    }

    @Test
    void takesEqualKeysOnceAndRefusesDifferentOnes() throws Exception {
      assertThat(read("{\"Image\":\"i\",\"original_shape_A\":1,\"original_shape_A\":1}"))
          .hasSize(1);
      refuses(
          "{\"Image\":\"i\",\"original_shape_A\":1,\"original_shape_A\":2}",
          RadiomicsIssue.COLUMN_DUPLICATE);
    }
  }

  @Nested
  class OfFailures {

    @Test
    void knowsAVectorOfZerosForAFailure() throws Exception {
      assertThat(
              read("Image,Mask,original_shape_A,original_glcm_B\ni,m,0.0,0\n")
                  .getFirst()
                  .zeroVector())
          .isTrue();
      assertThat(
              read("Image,Mask,original_shape_A,original_glcm_B\ni,m,0.0,0.1\n")
                  .getFirst()
                  .zeroVector())
          .isFalse();
    }

    @Test
    void takesAFewZeroIntensitiesForValues() throws Exception {
      var row =
          read("Image,Mask,original_firstorder_Minimum,original_firstorder_Median\ni,m,0,0\n");
      assertThat(row.getFirst().zeroVector()).isFalse();
    }
  }
}
