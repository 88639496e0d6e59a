package ai.kaapana.clinical.importer.page.store;

import ai.kaapana.clinical.importer.page.store.Sisters.Body;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The joint table and its dictionary, from the FHIR store. */
public final class Tables {
  private static final String TABLE = "$joint-table";
  private static final String JSON = "application/json";
  private final Sisters sisters;

  /** Asks these sisters. */
  public Tables(Sisters sisters) {
    this.sisters = sisters;
  }

  /** What can be asked for. */
  public Variables variables() {
    return Variables.of(sisters.fhir("GET", "$variables", null).orRefuse());
  }

  /** Rows of a table, or why there are none yet. */
  public Asked rows(ObjectNode request) {
    var answer = sisters.fhir("POST", TABLE + "?_format=json", Body.json(request.toString(), JSON));
    if (answer.status() == 422) {
      return new Asked.Refused(Question.of(answer.body()));
    }
    List<Row> rows = new ArrayList<>();
    answer.orRefuse().forEach(row -> rows.add(new Row(row)));
    return new Asked.Answered(rows);
  }

  /** The dictionary of the columns that {@link #rows} gives for the same request. */
  public List<ColumnInfo> columns(ObjectNode request) {
    List<ColumnInfo> columns = new ArrayList<>();
    part(request, "columns").forEach(column -> columns.add(ColumnInfo.of(column)));
    return columns;
  }

  /** A whole part of the answer as the store gives it: {@code columns} or {@code manifest}. */
  public JsonNode part(ObjectNode request, String form) {
    return sisters
        .fhir("POST", TABLE + "?_format=" + form, Body.json(request.toString(), JSON))
        .orRefuse();
  }

  /** The table as CSV, as it comes; the caller closes the stream. */
  public HttpResponse<InputStream> csv(ObjectNode request) {
    return sisters.fhirStream(TABLE + "?_format=csv", Body.json(request.toString(), "text/csv"));
  }

  /** What a request for a table leads to. */
  public sealed interface Asked {
    /** The rows. */
    record Answered(List<Row> rows) implements Asked {}

    /** What must be decided first. */
    record Refused(List<Question> questions) implements Asked {}

    /** The rows, or none where something would have to be decided. */
    default List<Row> orNone() {
      return this instanceof Answered(var rows) ? rows : List.of();
    }
  }

  /** One row. */
  public record Row(JsonNode cells) {
    /** The text of a cell, empty where nothing is stored. */
    public String text(String column) {
      var cell = cells.path(column);
      return cell.isNull() ? "" : cell.asText();
    }

    /** The number of a cell, NaN where none is stored. */
    public double number(String column) {
      return cells.path(column).asDouble(Double.NaN);
    }

    /** Whether something is stored. */
    public boolean has(String column) {
      return !text(column).isEmpty();
    }
  }

  /** What the dictionary says of a column. */
  public record ColumnInfo(
      String name, String type, String unit, String code, String source, long n) {
    static ColumnInfo of(JsonNode json) {
      return new ColumnInfo(
          json.path("name").asText(),
          json.path("type").asText(),
          json.path("unit").isNull() ? "" : json.path("unit").asText(),
          json.path("code").isNull() ? "" : json.path("code").asText(),
          json.path("source").asText(),
          json.path("n").asLong());
    }

    /** Whether its cells are numbers. */
    public boolean number() {
      return type.equals("number") || type.equals("integer");
    }
  }
}
