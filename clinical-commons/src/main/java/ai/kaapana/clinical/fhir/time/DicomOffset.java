package ai.kaapana.clinical.fhir.time;

import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads (0008,0201) TimezoneOffsetFromUTC.
 *
 * <p>Source: DICOM PS3.3 C.12.1.1.8: {@code &ZZXX} from -1200 to +1400.
 */
public final class DicomOffset {

  private static final Pattern FORM = Pattern.compile("([+-])(\\d{2})(\\d{2})");
  private static final int LOWEST_MINUTES = -12 * 60;
  private static final int HIGHEST_MINUTES = 14 * 60;

  private DicomOffset() {}

  public static Parsed<ZoneOffset> parse(@Nullable String text) {
    var trimmed = text == null ? "" : text.strip();
    if (trimmed.isEmpty()) {
      return new Parsed.Absent<>();
    }
    var matcher = FORM.matcher(trimmed);
    if (!matcher.matches()) {
      return new Parsed.Invalid<>();
    }
    var minuteOfHour = Integer.parseInt(matcher.group(3));
    var minutes = Integer.parseInt(matcher.group(2)) * 60 + minuteOfHour;
    var signed = matcher.group(1).equals("-") ? -minutes : minutes;
    if (minuteOfHour > 59 || signed < LOWEST_MINUTES || signed > HIGHEST_MINUTES) {
      return new Parsed.Invalid<>();
    }
    return new Parsed.Value<>(ZoneOffset.ofTotalSeconds(signed * 60));
  }
}
