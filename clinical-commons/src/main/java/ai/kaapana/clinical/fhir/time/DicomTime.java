package ai.kaapana.clinical.fhir.time;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads DICOM times.
 *
 * <p>Source: DICOM PS3.5 6.2, VR TM ({@code HHMMSS.FFFFFF}, cut off from the right at will); {@code
 * HH:MM:SS} of ACR-NEMA is legacy. A leap second, {@code SS = 60}, is legal in DICOM and becomes
 * {@code :59}, since neither Java nor FHIR knows it.
 */
public final class DicomTime {

  private static final Pattern TM =
      Pattern.compile("(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,6}))?)?)?");
  private static final Pattern ACR_NEMA =
      Pattern.compile("(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?");

  private DicomTime() {}

  public static Parsed<LocalTime> parse(@Nullable String text) {
    var trimmed = text == null ? "" : text.strip();
    if (trimmed.isEmpty()) {
      return new Parsed.Absent<>();
    }
    var standard = TM.matcher(trimmed);
    var matcher = standard.matches() ? standard : ACR_NEMA.matcher(trimmed);
    if (!matcher.matches()) {
      return new Parsed.Invalid<>();
    }
    try {
      var second = number(matcher.group(3));
      var time =
          LocalTime.of(
              number(matcher.group(1)),
              number(matcher.group(2)),
              second == 60 ? 59 : second,
              nanos(matcher.group(4)));
      var plain = matcher == standard && second != 60;
      return plain ? new Parsed.Value<>(time) : new Parsed.Legacy<>(time);
    } catch (DateTimeException e) {
      return new Parsed.Invalid<>();
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }
}
