package ai.kaapana.clinical.importer.csv;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Recorded;
import ai.kaapana.clinical.importer.table.TableLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
  private static final TableLimits SMALL = new TableLimits(1 << 16, 1 << 16, 50, 100, 0, 0, 0);
  @TempDir Path folder;

  private Path file(byte[] content) {
    try {
      return Files.write(folder.resolve("table.csv"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Recorded read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private Recorded read(byte[] content) {
    return Recorded.of(new CsvSource(file(content), CsvOptions.AUTO, SMALL));
  }

  private Finding refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8), CsvOptions.AUTO);
  }

  private Finding refusal(byte[] content, CsvOptions options) {
    return Recorded.refusal(new CsvSource(file(content), options, SMALL));
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return bytes;
  }

  @Nested
  class Encodings {
    @Test
    void readsUtf8WithMark() {
      var table = read("\uFEFFid,größe\n1,ä\n");
      assertThat(table.header.names()).containsExactly("id", "größe");
      assertThat(table.texts(0)).containsExactly("1", "ä");
    }

    @Test
    void readsUtf16WithAndWithoutMark() {
      var text = "id;name\r\n7;Müller\r\n8;Ödön\r\n";
      assertThat(read(joined(bytes(0xFF, 0xFE), text.getBytes(StandardCharsets.UTF_16LE))).texts(1))
          .containsExactly("8", "Ödön");
      assertThat(read(text.getBytes(StandardCharsets.UTF_16BE)).texts(0))
          .containsExactly("7", "Müller");
    }

    @Test
    void readsWindowsTextAndSaysSo() {
      var table = read("id;sex\n1;männlich\n".getBytes(Charset.forName("windows-1252")));
      assertThat(table.texts(0)).containsExactly("1", "männlich");
      assertThat(table.issues()).containsExactly(ImportIssue.ENCODING_ASSUMED);
    }

    @Test
    void refusesWindowsTextThatIsDeclaredUtf8() {
      var options =
          new CsvOptions(
              Optional.of(StandardCharsets.UTF_8),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              1);
      var text = "id;sex\n1;männlich\n".getBytes(Charset.forName("windows-1252"));
      assertThat(refusal(text, options).issue()).isEqualTo(ImportIssue.ENCODING);
    }

    @Test
    void namesByteAndLineOfInvalidUtf8() {
      var good = "id,name\n".repeat(1) + "1,ü\n".repeat(55);
      var content =
          joined(good.getBytes(StandardCharsets.UTF_8), bytes('2', ',', 0xC3, 0x28, '\n'));
      var finding = refusal(content, CsvOptions.AUTO);
      assertThat(finding.issue()).isEqualTo(ImportIssue.ENCODING);
      assertThat(finding.row()).isEqualTo(57);
      assertThat(finding.detail()).isEqualTo("invalid UTF-8 at byte " + (content.length - 2));
    }

    @Test
    void refusesBinaryFiles() {
      assertThat(refusal(bytes(0x1F, 0x8B, 8, 0, 0), CsvOptions.AUTO).issue())
          .isEqualTo(ImportIssue.UNSUPPORTED);
      assertThat(refusal(bytes('P', 'K', 3, 4, 0), CsvOptions.AUTO).issue())
          .isEqualTo(ImportIssue.UNSUPPORTED);
    }

    @Test
    void refusesEmptyFilesAndLoneMarks() {
      assertThat(refusal("").issue()).isEqualTo(ImportIssue.EMPTY);
      assertThat(refusal("\uFEFF").issue()).isEqualTo(ImportIssue.EMPTY);
    }
  }

  @Nested
  class Dialects {
    @Test
    void findsDelimiters() {
      assertThat(read("a;b;c\n1;2,5;3\n").texts(0)).containsExactly("1", "2,5", "3");
      assertThat(read("a\tb\n1\t2\n").texts(0)).containsExactly("1", "2");
      assertThat(read("a|b\n1|2\n").texts(0)).containsExactly("1", "2");
    }

    @Test
    void obeysSeparatorLine() {
      var table = read("sep=;\na;b\n1,5;2\n");
      assertThat(table.header.names()).containsExactly("a", "b");
      assertThat(table.texts(0)).containsExactly("1,5", "2");
      assertThat(table.rows.getFirst().number()).isEqualTo(3);
    }

    @Test
    void refusesDeclaredDelimiterThatDoesNotDivide() {
      var options =
          new CsvOptions(Optional.empty(), Optional.of(','), Optional.empty(), Optional.empty(), 1);
      var finding = refusal("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), options);
      assertThat(finding.issue()).isEqualTo(ImportIssue.DIALECT);
      assertThat(finding.detail()).contains("semicolon");
    }

    @Test
    void readsLineBreaksQuotesAndMixedLineEnds() {
      var table = read("a,b\r\n\"x\ny\",\"say \"\"hi\"\"\"\r1,2\n3,4");
      assertThat(table.texts(0)).containsExactly("x\ny", "say \"hi\"");
      assertThat(table.texts(1)).containsExactly("1", "2");
      assertThat(table.texts(2)).containsExactly("3", "4");
    }

    @Test
    void keepsFormulasAndMarkupAsText() {
      var table = read("a,b\n\"=HYPERLINK(\"\"x\"\")\",${jndi:ldap}\n@SUM,<script>\n");
      assertThat(table.texts(0)).containsExactly("=HYPERLINK(\"x\")", "${jndi:ldap}");
      assertThat(table.texts(1)).containsExactly("@SUM", "<script>");
    }
  }

  @Nested
  class Structures {
    @Test
    void namesLineOfQuoteThatIsNeverClosed() {
      var finding = refusal("a,b\n1,2\n3,\"open\n" + "4,5\n".repeat(10));
      assertThat(finding.issue()).isEqualTo(ImportIssue.QUOTE_OPEN);
      assertThat(finding.detail()).isEqualTo("opened in line 3");
    }

    @Test
    void stopsAnOpenQuoteBeforeItSwallowsTheFile() {
      var finding = refusal("a,b\n1,\"open\n" + "4,5\n".repeat(100_000));
      assertThat(finding.issue()).isEqualTo(ImportIssue.QUOTE_OPEN);
      assertThat(finding.row()).isEqualTo(2);
    }

    @Test
    void refusesRecordsColumnsAndEmptyRowsBeyondTheLimits() {
      assertThat(refusal("a,b\n1," + "x".repeat(200_000) + "\n").issue())
          .isEqualTo(ImportIssue.LIMIT);
      assertThat(refusal("a" + ",b1".repeat(60) + "\n").issue()).isEqualTo(ImportIssue.LIMIT);
      assertThat(refusal("a,b\n1,2\n" + "\n".repeat(200)).issue()).isEqualTo(ImportIssue.LIMIT);
    }

    @Test
    void rejectsRaggedRowsAndGoesOn() {
      var table = read("a,b\n1\n1,2,3\n4,5\n");
      assertThat(table.rows).hasSize(1);
      assertThat(table.rejected).extracting(Finding::row).containsExactly(2L, 3L);
      assertThat(table.rejected.getFirst().detail()).isEqualTo("1 cells, 2 columns");
    }

    @Test
    void rejectsRowsWithControlCharacters() {
      var table = read("a,b\n1,x\u0000y\n2,\u0007\n3,ok\n");
      assertThat(table.rows).hasSize(1);
      assertThat(table.issues()).containsOnly(ImportIssue.CONTROL_CHARACTER);
    }

    @Test
    void refusesColumnsOfOneName() {
      assertThat(refusal("id,Age,age \n1,2,3\n").issue()).isEqualTo(ImportIssue.HEADER_DUPLICATE);
    }

    @Test
    void warnsOfNamelessColumnsAndOfNoRows() {
      assertThat(read("id,,b\n").issues())
          .containsExactly(ImportIssue.HEADER_BLANK, ImportIssue.NO_ROWS);
    }

    @Test
    void skipsEmptyRowsAndKeepsRowNumbers() {
      var table = read("a,b\n\n1,2\n\n\n3,4\n");
      assertThat(table.rows).extracting(row -> row.number()).containsExactly(3L, 6L);
    }
  }
}
