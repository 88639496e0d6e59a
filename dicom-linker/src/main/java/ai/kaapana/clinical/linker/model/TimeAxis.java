package ai.kaapana.clinical.linker.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What de-identification left of the time axis.
 *
 * <p>Source: (0012,0050) to (0012,0053) of the Clinical Trial Study module, PS3.3 C.7.2.3, and
 * (0028,0303) LongitudinalTemporalInformationModified.
 *
 * @param daysFromEvent (0012,0052), days
 */
public record TimeAxis(
    Optional<String> timePointId,
    Optional<String> timePointDescription,
    Optional<BigDecimal> daysFromEvent,
    Optional<String> event,
    Optional<String> modified) {

  public boolean isStated() {
    return timePointId.isPresent()
        || timePointDescription.isPresent()
        || daysFromEvent.isPresent()
        || event.isPresent()
        || modified.isPresent();
  }
}
