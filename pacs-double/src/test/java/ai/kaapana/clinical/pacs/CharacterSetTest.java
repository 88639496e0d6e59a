package ai.kaapana.clinical.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of DICOM PS3.5 Annexes H to K, by their bytes. */
class CharacterSetTest {

  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, ISO-8859-1, Buc^Jérôme",
    "ISO_IR 101, ISO-8859-2, Wałęsa",
    "ISO_IR 144, ISO-8859-5, Люкceмбypг",
    "ISO_IR 126, ISO-8859-7, Διονυσιος",
    "ISO_IR 127, ISO-8859-6, قباني^لنزار",
    "ISO_IR 138, ISO-8859-8, שרון^דבורה",
    "ISO_IR 192, UTF-8, Wang^XiaoDong=王^小東",
    "GB18030, GB18030, Wang^XiaoDong=王^小东"
  })
  void decodesSingleCodes(String declared, String charset, String text) {
    assertThat(CharacterSet.of(List.of(declared)).decode(text.getBytes(Charset.forName(charset))))
        .isEqualTo(text);
  }

  @Test
  void decodesJapaneseWithCodeExtensions() {
    var bytes =
        hex(
            "59616d6164615e5461726f753d1b2442 3b3345441b28425e1b2442 42404f3a1b28423d1b2442 2464245e24401b28425e1b2442 243f246d24261b2842");

    assertThat(CharacterSet.of(List.of("", "ISO 2022 IR 87")).decode(bytes))
        .isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
  }

  @Test
  void decodesJapaneseThatBeginsInHalfWidth() {
    var bytes = hex("d4cfc0de5edbb33d1b2442 3b3345441b284a5e1b2442 42404f3a1b284a");

    assertThat(CharacterSet.of(List.of("ISO 2022 IR 13", "ISO 2022 IR 87")).decode(bytes))
        .isEqualTo("ﾔﾏﾀﾞ^ﾛｳ=山田^太郎");
  }

  @Test
  void decodesKoreanWithCodeExtensions() {
    var bytes =
        hex(
            "486f6e675e47696c646f6e673d1b242943 fbf35e1b242943 d1ced4d73d1b242943 c8ab5e1b242943 b1e6b5bf");

    assertThat(CharacterSet.of(List.of("", "ISO 2022 IR 149")).decode(bytes))
        .isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
  }

  @Test
  void decodesChineseWithCodeExtensions() {
    var bytes = hex("5a68616e675e5869616f446f6e673d1b242941 d5c55e1b242941 d0a1b6ab3d");

    assertThat(CharacterSet.of(List.of("", "ISO 2022 IR 58")).decode(bytes))
        .isEqualTo("Zhang^XiaoDong=张^小东=");
  }

  @Test
  void switchesSingleByteCodesInOneValue() {
    var bytes = hex("4475 1b2d46 c4e9 2f 1b2d4c bbee");

    assertThat(
            CharacterSet.of(List.of("ISO 2022 IR 6", "ISO 2022 IR 126", "ISO 2022 IR 144"))
                .decode(bytes))
        .isEqualTo("DuΔι/Лю");
  }

  @Test
  void takesNoByteOfAKanjiForADelimiter() {
    // The second kanji has 5C, the byte of the backslash, as its second byte.
    var bytes = hex("1b2442 385c 455c 1b2842 5c 41");

    assertThat(CharacterSet.of(List.of("", "ISO 2022 IR 87")).decode(bytes))
        .hasSize(4)
        .endsWith("\\A");
  }

  @Test
  void losesNothingWhenTheDeclarationIsMissing() {
    assertThat(CharacterSet.standard().decode(new byte[] {(byte) 0xFC})).isEqualTo("ü");
    assertThat(CharacterSet.of(List.of("ISO_IR 999")).decode(new byte[] {(byte) 0xFC}))
        .isEqualTo("ü");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
