package ai.kaapana.clinical.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Part10ReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {Part10.IMPLICIT, Part10.EXPLICIT, Part10.DEFLATED, Part10.BIG_ENDIAN})
  void readsEveryTransferSyntax(String syntax) throws IOException {
    var dataset = read(example(syntax, true).file(syntax));

    assertThat(dataset.toString())
        .isEqualTo(
            "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},"
                + "\"00081115\":{\"vr\":\"SQ\",\"Value\":[{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.9\"]}},{}]},"
                + "\"00280010\":{\"vr\":\"US\",\"Value\":[512]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {Part10.IMPLICIT, Part10.EXPLICIT})
  void readsSequencesThatEndByLengthLikeThoseThatEndByDelimiters(String syntax) throws IOException {
    assertThat(read(example(syntax, false).file(syntax)))
        .isEqualTo(read(example(syntax, true).file(syntax)));
  }

  @Test
  void readsSequencesInSequences() throws IOException {
    var file = Part10.dataset(Part10.EXPLICIT);
    var inner = file.item().text(0x00081155, "UI", "1.5");
    var outer = file.item().sequence(0x0008114A, true, inner).text(0x0020000E, "UI", "1.9");

    var dataset = read(file.sequence(0x00081115, false, outer).file(Part10.EXPLICIT));

    var item = dataset.path("00081115").path("Value").path(0);
    assertThat(
            item.path("0008114A")
                .path("Value")
                .path(0)
                .path("00081155")
                .path("Value")
                .path(0)
                .asText())
        .isEqualTo("1.5");
    assertThat(item.path("0020000E").path("Value").path(0).asText()).isEqualTo("1.9");
  }

  @Test
  void stopsAtThePixelData() throws IOException {
    var file =
        Part10.dataset(Part10.EXPLICIT)
            .unsigned16(0x00280010, 2)
            .element(0x7FE00010, "OW", new byte[8])
            .text(0xFFFCFFFC, "OB", "padding");

    assertThat(read(file.file(Part10.EXPLICIT)).fieldNames())
        .toIterable()
        .containsExactly("00280010");
  }

  @Test
  void readsAFileWithoutItsHeader() throws IOException {
    assertThat(
            read(
                Part10.dataset(Part10.IMPLICIT)
                    .text(0x00080016, "UI", "1.2")
                    .text(0x00080060, "CS", "CT")
                    .bare()))
        .hasToString(
            "{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]},\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}");
  }

  @Test
  void skipsCompressedIconsInsideOfItems() throws IOException {
    var file = Part10.dataset(Part10.EXPLICIT);
    var icon =
        file.item()
            .raw((byte) 0xE0, (byte) 0x7F, (byte) 0x10, (byte) 0)
            .raw(
                (byte) 'O',
                (byte) 'B',
                (byte) 0,
                (byte) 0,
                (byte) -1,
                (byte) -1,
                (byte) -1,
                (byte) -1)
            .raw(
                (byte) 0xFE,
                (byte) 0xFF,
                (byte) 0,
                (byte) 0xE0,
                (byte) 2,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 7,
                (byte) 7)
            .raw(
                (byte) 0xFE,
                (byte) 0xFF,
                (byte) 0xDD,
                (byte) 0xE0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0);

    var dataset =
        read(file.sequence(0x00880200, true, icon).unsigned16(0x00880904, 5).file(Part10.EXPLICIT));

    assertThat(dataset.path("00880904").path("Value").path(0).asInt()).isEqualTo(5);
  }

  @Test
  void readsKnownAttributesThatWereWrittenAsUnknown() throws IOException {
    var file = Part10.dataset(Part10.EXPLICIT).text(0x00100020, "UN", "P-1");

    assertThat(read(file.file(Part10.EXPLICIT)).path("00100020").toString())
        .isEqualTo("{\"vr\":\"LO\",\"Value\":[\"P-1\"]}");
  }

  @Test
  void tellsThatAFileIsCutOff() {
    var whole = example(Part10.EXPLICIT, true).file(Part10.EXPLICIT);

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 3)))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("ends inside");
  }

  @Test
  void tellsThatBytesAreNoDicom() {
    assertThatThrownBy(() -> read("PatientID;Age\n".repeat(40).getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("not a DICOM file");
  }

  @Test
  void isNotLuredIntoEndlessMemoryByAFalseLength() {
    var lie =
        Part10.dataset(Part10.EXPLICIT)
            .raw(
                (byte) 0x10,
                (byte) 0,
                (byte) 0x20,
                (byte) 0,
                (byte) 'U',
                (byte) 'T',
                (byte) 0,
                (byte) 0)
            .raw((byte) 0xF0, (byte) -1, (byte) -1, (byte) 0x7F);

    assertThatThrownBy(() -> read(lie.file(Part10.EXPLICIT)))
        .isInstanceOf(DicomFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DS | 1.50\\\\-2 | [1.50,-2]",
        "DS | 1e3 | [1E+3]",
        "DS | n/a | [\"n/a\"]",
        "IS | 12\\\\\\\\+3 | [12,null,3]",
        "CS | ORIGINAL\\\\PRIMARY | [\"ORIGINAL\",\"PRIMARY\"]",
        "LO | ' a b ' | [\"a b\"]",
        "LT | ' a\\\\b ' | [\" a\\\\b\"]",
        "PN | A^B=C^D=E^F | [{\"Alphabetic\":\"A^B\",\"Ideographic\":\"C^D\",\"Phonetic\":\"E^F\"}]",
        "UI | 1.2\\\\3.4 | [\"1.2\",\"3.4\"]"
      })
  void writesValuesAsTheStandardSays(String vr, String value, String expected) throws IOException {
    var text = value.replace("\\\\", "\\");
    var file = Part10.dataset(Part10.EXPLICIT).text(0x00091010, vr, text);

    assertThat(read(file.file(Part10.EXPLICIT)).path("00091010").path("Value").toString())
        .isEqualTo(expected.strip());
  }

  @Test
  void writesNumbersThatJsonDoesNotHaveAsText() throws IOException {
    var bytes =
        ByteBuffer.allocate(24)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(Double.NaN)
            .putDouble(Double.NEGATIVE_INFINITY)
            .putDouble(0.1)
            .array();

    var file = Part10.dataset(Part10.EXPLICIT).element(0x00091010, "FD", bytes);

    assertThat(read(file.file(Part10.EXPLICIT)).path("00091010").path("Value").toString())
        .isEqualTo("[\"NaN\",\"-inf\",0.1]");
  }

  @Test
  void namesTagsInAttributeTags() throws IOException {
    var file =
        Part10.dataset(Part10.EXPLICIT).element(0x00280009, "AT", new byte[] {0x18, 0, 0x63, 0x10});

    assertThat(read(file.file(Part10.EXPLICIT)).path("00280009").path("Value").toString())
        .isEqualTo("[\"00181063\"]");
  }

  @Test
  void keepsShortBinaryValuesAndLeavesOutLongOnes() throws IOException {
    var file =
        Part10.dataset(Part10.EXPLICIT)
            .element(0x00091010, "OB", new byte[] {1, 2})
            .element(0x00091011, "OB", new byte[Values.INLINE_LIMIT + 2]);

    var dataset = read(file.file(Part10.EXPLICIT));

    assertThat(dataset.path("00091010").toString())
        .isEqualTo("{\"vr\":\"OB\",\"InlineBinary\":\"AQI=\"}");
    assertThat(dataset.path("00091011").toString()).isEqualTo("{\"vr\":\"OB\"}");
  }

  private static Part10 example(String syntax, boolean delimited) {
    var file = Part10.dataset(syntax);
    return file.text(0x00080018, "UI", "1.2.3")
        .sequence(0x00081115, delimited, file.item().text(0x0020000E, "UI", "1.9"), file.item())
        .unsigned16(0x00280010, 512);
  }

  private static JsonNode read(byte[] file) throws IOException {
    return Part10Reader.read(new ByteArrayInputStream(file));
  }
}
