package ai.kaapana.clinical.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real files of many makers; the expected numbers were taken from them with pydicom. */
@Tag("samples")
class SamplesTest {
  private final Path folder =
      Path.of(
          Optional.ofNullable(System.getenv("SAMPLES_DIR"))
              .orElse(System.getProperty("samples.dir", "none")),
          "dicom");

  @BeforeEach
  void areThere() {
    assumeTrue(Files.isDirectory(folder), "there are no samples at " + folder);
  }

  @Test
  void areAllRead() throws IOException {
    var archive = Archive.read(folder);

    assertThat(archive.studyUids()).hasSize(34);
    assertThat(archive.seriesCount()).isEqualTo(49);
    assertThat(archive.size()).isEqualTo(87);
    assertThat(archive.skipped())
        .extracting(Path::toString)
        .noneMatch(name -> name.endsWith(".dcm"));
  }

  @Test
  void keepTheReferencesOfASegmentationToItsSource() throws IOException {
    var segmentation = Archive.readFile(folder.resolve("ct-seg/liver.dcm"));
    var image = Archive.readFile(folder.resolve("ct-seg/01.dcm"));

    assertThat(segmentation.at("/00081115/Value/0/0020000E/Value/0"))
        .isEqualTo(image.at("/0020000E/Value/0"));
    assertThat(segmentation.at("/00620002/Value")).hasSize(1);
  }

  @Test
  void keepNamesInAllScripts() throws IOException {
    assertThat(name("charsets/chrH31.dcm")).isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
    assertThat(name("charsets/chrH32.dcm")).isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    assertThat(name("charsets/chrI2.dcm")).isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
    assertThat(name("charsets/chrX1.dcm")).isEqualTo("Wang^XiaoDong=王^小東");
    assertThat(name("charsets/chrX2.dcm")).isEqualTo("Wang^XiaoDong=王^小东");
    assertThat(name("charsets/chrRuss.dcm")).isEqualTo("Люкceмбypг");
    assertThat(name("charsets/chrGreek.dcm")).isEqualTo("Διονυσιος");
  }

  private String name(String file) throws IOException {
    var name = Archive.readFile(folder.resolve(file)).at("/00100010/Value/0");
    return String.join(
        "=",
        Stream.of("Alphabetic", "Ideographic", "Phonetic")
            .filter(name::has)
            .map(group -> name.path(group).asText())
            .toList());
  }
}
