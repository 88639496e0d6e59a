package ai.kaapana.clinical.importer.api;

import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The report of an import: every cell and row that was not taken as it stands, and why. */
@RestController
@RequestMapping("${clinical.http.api-path:/import/api/v1}/imports/{id}")
class ReportController {
  private static final List<String> HEADER =
      List.of(
          "row",
          "sheet",
          "column",
          "code",
          "severity",
          "effect",
          "reason",
          "hint",
          "value_shape",
          "detail");
  private final Imports imports;

  ReportController(Imports imports) {
    this.imports = imports;
  }

  /** One line of the report. */
  record Line(
      long row,
      String sheet,
      String column,
      String code,
      String severity,
      String effect,
      String reason,
      String hint,
      String valueShape,
      String detail) {
    static Line of(Finding finding) {
      return new Line(
          finding.row(),
          finding.sheet(),
          finding.column(),
          finding.issue().code(),
          finding.issue().severity().name(),
          finding.effect().text(),
          finding.issue().message(),
          finding.issue().hint(),
          finding.shape(),
          finding.detail());
    }

    List<String> cells() {
      return List.of(
          row == 0 ? "" : Long.toString(row),
          sheet,
          column,
          code,
          severity,
          effect,
          reason,
          hint,
          valueShape,
          detail);
    }
  }

  /** The import with all lines of its report. */
  record Report(ImportView summary, List<Line> findings) {}

  @GetMapping("/report.json")
  Report json(@PathVariable String id) {
    List<Line> lines = new ArrayList<>();
    imports.findings(id, finding -> lines.add(Line.of(finding)));
    return new Report(imports.get(id), lines);
  }

  @GetMapping("/report.csv")
  ResponseEntity<StreamingResponseBody> csv(@PathVariable String id) {
    var name = "report-" + imports.get(id).id() + ".csv";
    StreamingResponseBody body =
        stream -> {
          try (Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
            writer.write(SafeCsv.line(HEADER));
            imports.findings(id, finding -> write(writer, finding));
          }
        };
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .body(body);
  }

  private static void write(Writer writer, Finding finding) {
    try {
      writer.write(SafeCsv.line(Line.of(finding).cells()));
    } catch (IOException e) {
      throw new UncheckedIOException("the client went away", e);
    }
  }
}
