package ai.kaapana.clinical.fhir.time;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads DICOM dates.
 *
 * <p>Source: DICOM PS3.5 6.2, VR DA ({@code YYYYMMDD}); the form {@code YYYY.MM.DD} of ACR-NEMA is
 * legacy. Ranges and impossible dates are invalid.
 */
public final class DicomDate {

  private static final DateTimeFormatter DA =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern STANDARD = Pattern.compile("\\d{8}");
  private static final Pattern ACR_NEMA = Pattern.compile("\\d{4}\\.\\d{2}\\.\\d{2}");

  private DicomDate() {}

  public static Parsed<LocalDate> parse(@Nullable String text) {
    var trimmed = text == null ? "" : text.strip();
    if (trimmed.isEmpty()) {
      return new Parsed.Absent<>();
    }
    var legacy = ACR_NEMA.matcher(trimmed).matches();
    var digits = legacy ? trimmed.replace(".", "") : trimmed;
    if (!STANDARD.matcher(digits).matches()) {
      return new Parsed.Invalid<>();
    }
    try {
      var date = LocalDate.parse(digits, DA);
      return legacy ? new Parsed.Legacy<>(date) : new Parsed.Value<>(date);
    } catch (DateTimeParseException e) {
      return new Parsed.Invalid<>();
    }
  }
}
