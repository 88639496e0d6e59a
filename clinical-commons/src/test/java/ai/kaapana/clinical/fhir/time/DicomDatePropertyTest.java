package ai.kaapana.clinical.fhir.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.DateRange;

class DicomDatePropertyTest {

  @Property
  void everyDayIsReadBack(
      @ForAll @DateRange(min = "1800-01-01", max = "2200-12-31") LocalDate day) {
    assertThat(DicomDate.parse(day.format(DateTimeFormatter.BASIC_ISO_DATE)))
        .isEqualTo(new Parsed.Value<>(day));
  }
}
