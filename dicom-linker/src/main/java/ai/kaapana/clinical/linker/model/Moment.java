package ai.kaapana.clinical.linker.model;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A date and time of DICOM, with the raw texts as written.
 *
 * @param date nothing when absent or impossible
 * @param time nothing when absent or impossible
 * @param offset what the object or its study states as (0008,0201)
 * @param rawDate DA text, empty when absent
 * @param rawTime TM text, empty when absent
 */
public record Moment(
    Optional<LocalDate> date,
    Optional<LocalTime> time,
    Optional<ZoneOffset> offset,
    String rawDate,
    String rawTime) {}
