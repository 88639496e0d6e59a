package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.http.RequestId;
import ai.kaapana.clinical.service.problem.JsonProblemWriter;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.HtmlUtils;

/** Tells a browser in HTML what was refused before any page saw it, and a program in JSON. */
final class PageProblemWriter implements ProblemWriter {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%1$s</title></head>
      <body><h1>%1$s</h1><p>%2$s</p><p><code>%3$s</code>, request %4$s</p></body></html>
      """;
  private final ProblemWriter programs;

  PageProblemWriter(ObjectMapper json) {
    this.programs = new JsonProblemWriter(json);
  }

  @Override
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      IssueCode code,
      HttpStatus status,
      @Nullable String detail)
      throws IOException {
    if (!String.valueOf(request.getHeader("Accept")).contains("text/html")) {
      programs.write(request, response, code, status, detail);
      return;
    }
    byte[] body = html(code, RequestId.of(request)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status.value());
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String html(IssueCode code, String request) {
    return PAGE.formatted(
        HtmlUtils.htmlEscape(code.message()),
        HtmlUtils.htmlEscape(code.hint()),
        HtmlUtils.htmlEscape(code.code()),
        HtmlUtils.htmlEscape(request));
  }
}
