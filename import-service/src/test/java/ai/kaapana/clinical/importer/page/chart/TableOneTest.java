package ai.kaapana.clinical.importer.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.page.store.Tables.Row;
import ai.kaapana.clinical.importer.page.store.Variables.Variable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOneTest {
  private static final Variable AGE =
      new Variable("diagnosis.age", "age", "Age", "number", 3, 3, "a", 0, "");
  private static final Variable SEX =
      new Variable("patient.gender", "sex", "Sex", "code", 4, 4, null, 2, "");

  @Test
  void describesNumbersByQuartilesAndCodesByShares() throws Exception {
    var rows =
        rows(
            """
            [{"age": 50, "sex": "male", "stage": "I"}, {"age": 60, "sex": "female", "stage": "I"},
             {"age": 80, "sex": "male", "stage": "II"}, {"age": null, "sex": null, "stage": null}]
            """);
    var table = TableOne.of(List.of(AGE, SEX), "stage", rows);
    assertThat(table.groups())
        .containsExactly(
            new TableOne.Column("All", 4),
            new TableOne.Column("I", 2),
            new TableOne.Column("II", 1));
    assertThat(table.lines())
        .containsExactly(
            line(
                "Age, years, median (quartiles)",
                false,
                "60 (55 – 70)",
                "55 (52.5 – 57.5)",
                "80 (80 – 80)"),
            line("missing", true, "1", "0", "0"),
            line("Sex, n (%)", false, "", "", ""),
            line("female", true, "1 (33)", "1 (50)", "0 (0)"),
            line("male", true, "2 (67)", "1 (50)", "1 (100)"),
            line("missing", true, "1", "0", "0"));
  }

  @Test
  void whatIsNotCodedIsALevelByItsText() throws Exception {
    var rows =
        rows("[{\"sex\": null, \"sex_text\": \"X\"}, {\"sex\": \"male\", \"sex_text\": \"m\"}]");
    var table = TableOne.of(List.of(SEX), "", rows);
    assertThat(table.lines())
        .extracting(TableOne.Line::name)
        .containsExactly("Sex, n (%)", "X", "male");
  }

  private static TableOne.Line line(String name, boolean level, String... cells) {
    return new TableOne.Line(name, level, List.of(cells));
  }

  private static List<Row> rows(String json) throws JsonProcessingException {
    List<Row> rows = new ArrayList<>();
    new ObjectMapper().readTree(json).forEach(row -> rows.add(new Row(row)));
    return rows;
  }
}
