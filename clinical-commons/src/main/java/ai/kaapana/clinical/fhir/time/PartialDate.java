package ai.kaapana.clinical.fhir.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;

/**
 * A date as precise as it was stated: {@code 2019}, {@code 2019-07} or {@code 2019-07-12} (FHIR R4
 * date).
 */
public record PartialDate(String text) {

  private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

  /**
   * @throws IllegalArgumentException if the text has another form or names no day of the calendar
   */
  public PartialDate {
    if (!FORM.matcher(text).matches() || !exists(text)) {
      throw new IllegalArgumentException("Not a FHIR date");
    }
  }

  public static PartialDate of(LocalDate date) {
    return new PartialDate(date.toString());
  }

  /** Reads an ISO date of any precision. */
  public static Parsed<PartialDate> parse(@Nullable String text) {
    var trimmed = text == null ? "" : text.strip();
    if (trimmed.isEmpty()) {
      return new Parsed.Absent<>();
    }
    return FORM.matcher(trimmed).matches() && exists(trimmed)
        ? new Parsed.Value<>(new PartialDate(trimmed))
        : new Parsed.Invalid<>();
  }

  /** The earliest day that the text can mean. */
  public LocalDate earliest() {
    return switch (text.length()) {
      case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1);
      case 7 -> YearMonth.parse(text).atDay(1);
      default -> LocalDate.parse(text);
    };
  }

  public boolean isDay() {
    return text.length() == 10;
  }

  public DateType toDate() {
    return new DateType(text);
  }

  public DateTimeType toDateTime() {
    return new DateTimeType(text);
  }

  private static boolean exists(String text) {
    try {
      return switch (text.length()) {
        case 4 -> !text.equals("0000");
        case 7 -> YearMonth.parse(text).getYear() > 0;
        default -> LocalDate.parse(text).getYear() > 0;
      };
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
