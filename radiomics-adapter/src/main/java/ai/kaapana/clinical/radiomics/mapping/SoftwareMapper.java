package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/**
 * Maps the extractor to a Device: name and version alone, so that there are few.
 *
 * <p><b>Source:</b> {@code diagnostics_Versions_PyRadiomics}. <b>Target:</b> FHIR R4 Device.
 */
public final class SoftwareMapper {

  private static final String NAME = "PyRadiomics";

  private SoftwareMapper() {}

  /** Id of the Device of a version of PyRadiomics. */
  public static String id(String version) {
    return ResourceIds.of(IdSpace.SOFTWARE, NAME, version);
  }

  public static Device map(String version) {
    var result = new Device();
    result.setId(id(version));
    result.addIdentifier(ResourceIds.identifier(IdSpace.SOFTWARE, NAME, version));
    result.setStatus(FHIRDeviceStatus.ACTIVE);
    result.addDeviceName().setName(NAME).setType(DeviceNameType.MODELNAME);
    result.addVersion().setValue(version);
    return result;
  }
}
