package ai.kaapana.clinical.linker.model;

import java.util.Optional;

/**
 * The device that made a series.
 *
 * <p>Source: DICOM PS3.3 section C.7.5.1 (General Equipment).
 */
public record Equipment(
    Optional<String> manufacturer,
    Optional<String> model,
    Optional<String> serialNumber,
    Optional<String> deviceUid,
    Optional<String> institution) {

  /** Says whether anything names the device itself. */
  public boolean isStated() {
    return manufacturer.isPresent() || model.isPresent() || serialNumber.isPresent();
  }
}
