package ai.kaapana.clinical.server.analytics.output;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.table.Column;
import ai.kaapana.clinical.server.analytics.table.ColumnInfo;
import ai.kaapana.clinical.server.analytics.table.ColumnType;
import ai.kaapana.clinical.server.analytics.table.TableResult;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableWriterTest {

  private static Column texts(String name, String... cells) {
    var info = new ColumnInfo(name, ColumnType.TEXT, null, null, "test");
    return new Column.Texts(info, Arrays.asList(cells));
  }

  private static Column numbers(String name, double... cells) {
    var info = new ColumnInfo(name, ColumnType.NUMBER, "mm", "c", "test");
    return new Column.Numbers(info, cells);
  }

  private static String write(TableFormat format, int rows, Column... columns) throws IOException {
    var out = new ByteArrayOutputStream();
    var table =
        new TableResult(rows, List.of(columns), Instant.EPOCH, "abc", Map.of("rows", (long) rows));
    TableWriter.write(table, format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void csvQuotesWhatNeedsIt() throws IOException {
    assertThat(
            write(
                TableFormat.CSV,
                4,
                texts("a,b", "x\"y", null, "two\nlines", "ä"),
                numbers("n", 1, Double.NaN, -0.5, 1e-9)))
        .isEqualTo("\"a,b\",n\r\n\"x\"\"y\",1\r\n,\r\n\"two\nlines\",-0.5\r\nä,1e-9\r\n");
  }

  @Test
  void csvDisarmsFormulasInTextsButNeverNumbers() throws IOException {
    var csv =
        write(
            TableFormat.CSV,
            7,
            texts("t", "=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b"),
            numbers("n", -1, -2, -3, -4, -5, -6, -7));

    assertThat(csv)
        .isEqualTo(
            "t,n\r\n"
                + "'=1+1,-1\r\n"
                + "'+1,-2\r\n"
                + "'-1,-3\r\n"
                + "'@x,-4\r\n"
                + "'\tx,-5\r\n"
                + "\"'\r"
                + "x\",-6\r\n"
                + "a=b,-7\r\n");
  }

  @Test
  void jsonIsAListOfObjectsWithNullForEmpty() throws IOException {
    assertThat(write(TableFormat.JSON, 2, texts("t", "=1", null), numbers("n", 1.5, Double.NaN)))
        .isEqualTo("[{\"t\":\"=1\",\"n\":1.5},{\"t\":null,\"n\":null}]");
  }

  @Test
  void ndjsonIsOneObjectPerLine() throws IOException {
    assertThat(write(TableFormat.NDJSON, 2, texts("t", "a", "b")))
        .isEqualTo("{\"t\":\"a\"}\n{\"t\":\"b\"}\n");
  }

  @Test
  void dictionaryAndManifestAreJson() throws IOException {
    assertThat(write(TableFormat.COLUMNS, 2, numbers("n", 1, Double.NaN)))
        .isEqualTo(
            "[{\"name\":\"n\",\"type\":\"number\",\"unit\":\"mm\",\"code\":\"c\",\"source\":\"test\",\"n\":1}]");
    assertThat(write(TableFormat.MANIFEST, 2, numbers("n", 1, 2)))
        .isEqualTo(
            "{\"snapshot\":\"1970-01-01T00:00:00Z\",\"specHash\":\"abc\",\"columns\":1,\"counts\":{\"rows\":2}}");
  }

  @Test
  void numbersReadBackEqualFromEveryFormat() throws IOException {
    var random = new Random(11);
    var cells =
        random
            .longs(5_000)
            .mapToDouble(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .toArray();
    var csv = write(TableFormat.CSV, cells.length, numbers("n", cells)).lines().toList();
    var json =
        new ObjectMapper().readTree(write(TableFormat.JSON, cells.length, numbers("n", cells)));

    for (int i = 0; i < cells.length; i++) {
      assertThat(Double.parseDouble(csv.get(i + 1))).isEqualTo(cells[i]);
      assertThat(json.get(i).get("n").doubleValue()).isEqualTo(cells[i]);
    }
  }
}
