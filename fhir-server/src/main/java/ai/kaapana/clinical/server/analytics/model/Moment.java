package ai.kaapana.clinical.server.analytics.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something was, as FHIR has it: a day, and an instant where the time of day is known.
 *
 * <p>The day is the one that was written, in the zone in which it was written: windows count days
 * of the calendar at the place where the patient was.
 */
public record Moment(LocalDate day, @Nullable Instant instant) implements Comparable<Moment> {

  private static final int DAY_LENGTH = 10;

  /** Reads a FHIR date or dateTime; a year or a month alone is no day and gives nothing. */
  public static Optional<Moment> parse(@Nullable String text) {
    if (text == null || text.length() < DAY_LENGTH) {
      return Optional.empty();
    }
    try {
      var day = LocalDate.parse(text.substring(0, DAY_LENGTH));
      var instant = text.length() == DAY_LENGTH ? null : OffsetDateTime.parse(text).toInstant();
      return Optional.of(new Moment(day, instant));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** By day, within a day by instant, those without one first. */
  @Override
  public int compareTo(Moment other) {
    var byDay = day.compareTo(other.day);
    return byDay != 0
        ? byDay
        : Comparator.nullsFirst(Comparator.<Instant>naturalOrder()).compare(instant, other.instant);
  }

  /** Whether it cannot be told which of the two was earlier. */
  public boolean sameAs(Moment other) {
    return day.equals(other.day)
        && (instant == null || other.instant == null || instant.equals(other.instant));
  }
}
