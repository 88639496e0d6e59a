package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ai.kaapana.clinical.server.analytics.output.TableFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the format of an answer: {@code _format} beats Accept, and without either it is CSV. */
final class Negotiation {

  private static final double FULL = 1;

  private Negotiation() {}

  /** A range of the Accept header with its weight. */
  private record Range(String type, double weight) {

    static Range of(String text) {
      var parts = text.toLowerCase(Locale.ROOT).split(";");
      var weight =
          Arrays.stream(parts)
              .skip(1)
              .map(String::strip)
              .filter(parameter -> parameter.startsWith("q="))
              .map(parameter -> weight(parameter.substring(2)))
              .findFirst()
              .orElse(FULL);
      return new Range(parts[0].strip(), weight);
    }

    private static double weight(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    Optional<TableFormat> format() {
      return switch (type) {
        case "*/*", "text/*" -> Optional.of(TableFormat.CSV);
        case "application/*" -> Optional.of(TableFormat.JSON);
        default -> type.contains("/") ? TableFormat.of(type) : Optional.empty();
      };
    }
  }

  /**
   * The format of the answer.
   *
   * @throws RefusedException 400 for an unknown {@code _format}, 406 if Accept names nothing
   *     offered
   */
  static TableFormat choose(@Nullable String format, @Nullable String accept) {
    if (format != null) {
      var name = format.split(";", 2)[0].strip();
      return TableFormat.of(name).orElseThrow(() -> refused(400, name));
    }
    if (accept == null || accept.isBlank()) {
      return TableFormat.CSV;
    }
    return Arrays.stream(accept.split(","))
        .map(Range::of)
        .filter(range -> range.weight() > 0 && range.format().isPresent())
        .max(Comparator.comparingDouble(Range::weight))
        .flatMap(Range::format)
        .orElseThrow(() -> refused(406, accept));
  }

  private static RefusedException refused(int status, String asked) {
    return new RefusedException(
        status, List.of(Problem.of(AnalyticsCode.FORMAT, asked, List.of())));
  }
}
