package ai.kaapana.clinical.fhir.time;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;

/**
 * Makes a FHIR dateTime of a DICOM date and time.
 *
 * <p>FHIR wants an offset with every time. It is taken from the object, then from its study, then
 * from the zone configured for the PACS; without any of them the date alone is stated. A bad time
 * never costs the date.
 */
public final class StudyTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);

  private StudyTime() {}

  /**
   * @param offset what the object or its study states
   * @param zone the PACS's zone, an IANA name so that daylight saving is right
   */
  public static Optional<DateTimeType> of(
      Optional<LocalDate> date,
      Optional<LocalTime> time,
      Optional<ZoneOffset> offset,
      @Nullable ZoneId zone) {
    return date.map(
        day -> {
          var place = offset.<ZoneId>map(o -> o).or(() -> Optional.ofNullable(zone));
          return time.isPresent() && place.isPresent()
              ? dateTime(day.atTime(time.get()).atZone(place.get()))
              : new DateTimeType(day.toString());
        });
  }

  private static DateTimeType dateTime(ZonedDateTime moment) {
    return new DateTimeType(moment.toOffsetDateTime().format(FORMAT));
  }
}
