package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.time.PartialDate;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates exactly as declared. A typed date of a workbook needs no declaration; years of two
 * digits and days that do not exist are no dates.
 */
final class Dates {
  private static final List<String> ISO = List.of("yyyy-MM-dd");
  private static final Pattern PARTIAL = Pattern.compile("(\\d{4})(?:-(\\d{2}))?");
  private static final Pattern PARTIAL_LOCAL = Pattern.compile("(\\d{1,2})[./](\\d{4})");
  private static final Pattern PART = Pattern.compile("d{1,2}|M{1,2}|yyyy|HH|mm|ss");

  private Dates() {}

  static Reading read(Cell cell, String text, List<String> forms, boolean partial) {
    if (cell.kind() == CellKind.DATE) {
      return typed(text);
    }
    for (var form : forms.isEmpty() ? ISO : forms) {
      var match = matcher(form, text);
      if (match.matches()) {
        return day(match, form);
      }
    }
    return partial(text, partial);
  }

  private static Reading typed(String text) {
    var day = text.length() >= 10 ? text.substring(0, 10) : text;
    return PartialDate.parse(day).asOptional().isPresent()
        ? Reading.of(new FactValue.Day(new PartialDate(day)))
        : Reading.bad(ImportIssue.VALUE_DATE);
  }

  private static Matcher matcher(String form, String text) {
    var pattern = new StringBuilder();
    var parts = PART.matcher(form);
    int end = 0;
    while (parts.find()) {
      pattern.append(Pattern.quote(form.substring(end, parts.start())));
      pattern.append(digits(parts.group()));
      end = parts.end();
    }
    pattern.append(Pattern.quote(form.substring(end)));
    return Pattern.compile(pattern.toString()).matcher(text);
  }

  private static String digits(String part) {
    return switch (part) {
      case "d", "dd" -> "(?<day>\\d{1,2})";
      case "M", "MM" -> "(?<month>\\d{1,2})";
      case "yyyy" -> "(?<year>\\d{4})";
      default -> "\\d{2}";
    };
  }

  private static Reading day(MatchResult match, String form) {
    if (!match.namedGroups().containsKey("day") || !match.namedGroups().containsKey("month")) {
      var month = match.namedGroups().containsKey("month") ? "-" + two(match.group("month")) : "";
      return dated(match.group("year") + month);
    }
    try {
      var date =
          LocalDate.of(
              Integer.parseInt(match.group("year")),
              Integer.parseInt(match.group("month")),
              Integer.parseInt(match.group("day")));
      return dated(date.toString());
    } catch (DateTimeException e) {
      return new Reading.Bad(ImportIssue.VALUE_DATE, "no day of the calendar in form " + form);
    }
  }

  private static Reading partial(String text, boolean allowed) {
    var iso = PARTIAL.matcher(text);
    var local = PARTIAL_LOCAL.matcher(text);
    String found = null;
    if (iso.matches()) {
      found = text;
    } else if (local.matches()) {
      found = local.group(2) + "-" + two(local.group(1));
    }
    if (found == null || !(dated(found) instanceof Reading.Value value)) {
      return Reading.bad(ImportIssue.VALUE_DATE);
    }
    return allowed ? value : Reading.bad(ImportIssue.DATE_PRECISION);
  }

  private static Reading dated(String iso) {
    return PartialDate.parse(iso)
        .asOptional()
        .<Reading>map(date -> Reading.of(new FactValue.Day(date)))
        .orElse(Reading.bad(ImportIssue.VALUE_DATE));
  }

  private static String two(String digits) {
    return String.format(Locale.ROOT, "%02d", Integer.parseInt(digits));
  }
}
