package ai.kaapana.clinical.radiomics.api;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.api.Views.AccountView;
import ai.kaapana.clinical.radiomics.api.Views.UnitView;
import ai.kaapana.clinical.radiomics.ingest.Ingests;
import ai.kaapana.clinical.radiomics.ingest.Unit;
import ai.kaapana.clinical.radiomics.ingest.Unit.Note;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what became of each result of a file, as a stream. */
@Component
class Reports {

  private static final String[] HEADER = {
    "row", "state", "panel", "values", "values_stored", "feature", "code", "message", "hint"
  };

  private final Ingests ingests;
  private final ObjectMapper json;

  Reports(Ingests ingests, ObjectMapper json) {
    this.ingests = ingests;
    this.json = json;
  }

  /** The account and every result. */
  void json(Ingests.Account account, HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    try (var out = json.createGenerator(response.getOutputStream())) {
      var view = AccountView.of(account);
      out.writeStartObject();
      out.writeObjectField("ingest", view.ingest());
      out.writeObjectField("units", view.units());
      out.writeObjectField("resources", view.resources());
      out.writeObjectField("values", view.values());
      out.writeArrayFieldStart("rows");
      ingests.each(
          account.ingest().id(),
          unit -> {
            try {
              out.writeObject(UnitView.of(unit));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  /** One line for each result and one more for each feature with a remark. */
  void csv(Ingests.Account account, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    var format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
    try (var out = new CSVPrinter(response.getWriter(), format)) {
      ingests.each(
          account.ingest().id(),
          unit -> {
            try {
              lines(out, unit);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static void lines(CSVPrinter out, Unit unit) throws IOException {
    line(out, unit, "", unit.code());
    for (var note : unit.details().rejected()) {
      line(out, unit, note.feature(), "value/" + note.code());
    }
    for (Note note : unit.details().warnings()) {
      line(out, unit, note.feature(), note.code());
    }
  }

  /** A spreadsheet must not take a name from a file for a formula. */
  private static String inert(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static void line(CSVPrinter out, Unit unit, String feature, @Nullable String code)
      throws IOException {
    var issue = Views.issue(code);
    out.printRecord(
        unit.row(),
        unit.state(),
        unit.panel(),
        unit.values(),
        unit.valuesStored(),
        inert(feature),
        code,
        issue.map(RadiomicsIssue::message).orElse(""),
        issue.map(RadiomicsIssue::hint).orElse(""));
  }
}
