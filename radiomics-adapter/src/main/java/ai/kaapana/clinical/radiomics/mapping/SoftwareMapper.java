package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.feature.Tool;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/**
 * Maps the extractor to a Device: name and version alone, so that there are few.
 *
 * <p><b>Source:</b> what the result says about the software. <b>Target:</b> FHIR R4 Device.
 */
public final class SoftwareMapper {

  private SoftwareMapper() {}

  /** Id of the Device of a version of a tool. */
  public static String id(Tool tool, String version) {
    return ResourceIds.of(IdSpace.SOFTWARE, tool.title(), version);
  }

  public static Device map(Tool tool, String version) {
    var result = new Device();
    result.setId(id(tool, version));
    result.addIdentifier(ResourceIds.identifier(IdSpace.SOFTWARE, tool.title(), version));
    result.setStatus(FHIRDeviceStatus.ACTIVE);
    result.addDeviceName().setName(tool.title()).setType(DeviceNameType.MODELNAME);
    result.addVersion().setValue(version);
    return result;
  }
}
