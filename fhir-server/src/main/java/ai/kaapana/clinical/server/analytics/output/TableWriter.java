package ai.kaapana.clinical.server.analytics.output;

import ai.kaapana.clinical.server.analytics.table.Column;
import ai.kaapana.clinical.server.analytics.table.TableResult;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a finished table row by row. */
public final class TableWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final int BUFFER = 1 << 16;

  private TableWriter() {}

  /** Writes rows, column dictionary or manifest in UTF-8; the stream stays open. */
  public static void write(TableResult table, TableFormat format, OutputStream out)
      throws IOException {
    switch (format) {
      case CSV -> {
        var writer =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        csv(table, writer);
        writer.flush();
      }
      case NDJSON -> json(table, out, false);
      case JSON -> json(table, out, true);
      case COLUMNS -> columns(table, out);
      case MANIFEST -> manifest(table, out);
    }
  }

  private static void csv(TableResult table, Writer out) throws IOException {
    var columns = table.columns();
    for (int c = 0; c < columns.size(); c++) {
      CsvCell.separate(out, c);
      CsvCell.text(out, columns.get(c).info().name());
    }
    CsvCell.end(out);
    for (int row = 0; row < table.rows(); row++) {
      for (int c = 0; c < columns.size(); c++) {
        CsvCell.separate(out, c);
        var cell = columns.get(c).text(row);
        if (cell != null && columns.get(c) instanceof Column.Numbers) {
          out.write(cell);
        } else if (cell != null) {
          CsvCell.text(out, cell);
        }
      }
      CsvCell.end(out);
    }
  }

  private static void json(TableResult table, OutputStream out, boolean array) throws IOException {
    try (var json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      if (array) {
        json.writeStartArray();
      }
      for (int row = 0; row < table.rows(); row++) {
        json.writeStartObject();
        for (var column : table.columns()) {
          json.writeFieldName(column.info().name());
          cell(json, column, row);
        }
        json.writeEndObject();
        if (!array) {
          json.writeRaw('\n');
        }
      }
      if (array) {
        json.writeEndArray();
      }
    }
  }

  private static void cell(JsonGenerator json, Column column, int row) throws IOException {
    var cell = column.text(row);
    if (cell == null) {
      json.writeNull();
    } else if (column instanceof Column.Numbers) {
      json.writeNumber(cell);
    } else {
      json.writeString(cell);
    }
  }

  private static void columns(TableResult table, OutputStream out) throws IOException {
    try (var json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (var column : table.columns()) {
        var info = column.info();
        json.writeStartObject();
        json.writeStringField("name", info.name());
        json.writeStringField("type", info.type().toString());
        json.writeStringField("unit", info.unit());
        json.writeStringField("code", info.code());
        json.writeStringField("source", info.source());
        json.writeNumberField("n", column.filled());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void manifest(TableResult table, OutputStream out) throws IOException {
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("snapshot", table.snapshot().toString());
      json.writeStringField("specHash", table.specHash());
      json.writeNumberField("columns", table.columns().size());
      json.writeObjectFieldStart("counts");
      for (var count : table.counts().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
