package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.model.Equipment;
import ai.kaapana.clinical.linker.model.Series;
import java.util.Optional;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Reference;

/**
 * Maps the equipment of a series to Device.
 *
 * <p>A Device is shared by studies, so it holds only what its identity holds: station names and
 * software versions change from study to study.
 *
 * <p>Source: DICOM PS3.3 section C.7.5.1.
 */
final class ScannerMapper {

  private static final String UNKNOWN = "unknown";

  private ScannerMapper() {}

  /** Returns the device that acquired a series, or nothing when the series names none. */
  static Optional<Device> map(Series series) {
    return isScanned(series) ? Optional.of(device(series.equipment())) : Optional.empty();
  }

  static Optional<Reference> reference(Series series) {
    return isScanned(series)
        ? Optional.of(
            new Reference("Device/" + ResourceIds.of(IdSpace.SCANNER, parts(series.equipment()))))
        : Optional.empty();
  }

  /** The equipment of a segmentation or report is software: not ours to write. */
  private static boolean isScanned(Series series) {
    return series.isAcquisition() && series.equipment().isStated();
  }

  private static Device device(Equipment equipment) {
    var device = new Device();
    device.setId(ResourceIds.of(IdSpace.SCANNER, parts(equipment)));
    device.addIdentifier(ResourceIds.identifier(IdSpace.SCANNER, parts(equipment)));
    equipment.manufacturer().ifPresent(device::setManufacturer);
    equipment.serialNumber().ifPresent(device::setSerialNumber);
    equipment.model().ifPresent(device::setModelNumber);
    return device;
  }

  static Optional<Reference> reference(Equipment equipment) {
    return equipment.isStated()
        ? Optional.of(new Reference("Device/" + ResourceIds.of(IdSpace.SCANNER, parts(equipment))))
        : Optional.empty();
  }

  /**
   * De-identified images often lack the serial number; then the device's UID or place stands in.
   */
  private static String[] parts(Equipment equipment) {
    return new String[] {
      equipment.manufacturer().orElse(UNKNOWN),
      equipment.model().orElse(UNKNOWN),
      equipment
          .serialNumber()
          .or(equipment::deviceUid)
          .or(() -> equipment.institution().map(place -> "at " + place))
          .orElse(UNKNOWN)
    };
  }
}
