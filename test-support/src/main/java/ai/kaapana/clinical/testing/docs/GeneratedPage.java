package ai.kaapana.clinical.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A page below {@code docs} that a test makes and compares with the committed one; {@code
 * -Dapprove=true} writes it.
 *
 * @param path below the project's root
 * @param text the whole page
 */
public record GeneratedPage(String path, String text) {

  private static final String NOTE =
      "<!-- made by a test from the code; mvn test -Dapprove=true -->\n";

  /** The page of a service's error codes. */
  public static GeneratedPage errorCodes(String service, IssueCode... codes) {
    var page = new StringBuilder(NOTE);
    page.append("# Error codes: ").append(service).append("\n\n");
    page.append("| code | severity | what is wrong | what to do |\n|---|---|---|---|\n");
    Stream.of(codes)
        .sorted(Comparator.comparing(IssueCode::code))
        .forEach(
            code ->
                page.append(
                    "| `%s` | %s | %s | %s |%n"
                        .formatted(
                            code.code(),
                            code.severity().name().toLowerCase(Locale.ROOT),
                            cell(code.message()),
                            cell(code.hint()))));
    return new GeneratedPage("docs/error-codes/" + service + ".md", page.toString());
  }

  /**
   * The page of a service's settings, from what the configuration processor noted at compile time.
   */
  public static GeneratedPage configuration(String service, Path classes) {
    var page = new StringBuilder(NOTE);
    page.append("# Configuration: ").append(service).append("\n\n");
    page.append("| setting | type | default | meaning |\n|---|---|---|---|\n");
    for (var setting : ConfigurationMetadata.read(classes)) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.name(),
                  setting.type(),
                  setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                  cell(setting.description())));
    }
    return new GeneratedPage("docs/configuration/" + service + ".md", page.toString());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  /** Fails if the committed page differs. */
  public void check() {
    var file = Path.of(System.getProperty("project.root", ".."), path);
    try {
      if (Boolean.getBoolean("approve")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(file).as("run with -Dapprove=true to write %s", path).exists();
      assertThat(Files.readString(file)).as(path).isEqualTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
