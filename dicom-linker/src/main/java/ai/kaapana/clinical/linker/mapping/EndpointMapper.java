package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Reference;

/** Maps the PACS to Endpoint: where users retrieve the images. */
final class EndpointMapper {

  private static final String CONNECTION_TYPE =
      "http://terminology.hl7.org/CodeSystem/endpoint-connection-type";

  private EndpointMapper() {}

  /** Source: FHIR R4 ImagingStudy notes: the address is the root of the service. */
  static Endpoint map(MappingRules rules) {
    var endpoint = new Endpoint();
    endpoint.setId(ResourceIds.of(IdSpace.ENDPOINT, rules.pacsName()));
    endpoint.addIdentifier(ResourceIds.identifier(IdSpace.ENDPOINT, rules.pacsName()));
    endpoint.setStatus(Endpoint.EndpointStatus.ACTIVE);
    endpoint.setConnectionType(new Coding(CONNECTION_TYPE, "dicom-wado-rs", "DICOM WADO-RS"));
    endpoint.setName(rules.pacsName());
    endpoint.addPayloadType(new CodeableConcept().setText("DICOM WADO-RS"));
    endpoint.addPayloadMimeType("application/dicom");
    endpoint.setAddress(rules.publicUrl().toString());
    return endpoint;
  }

  static Reference reference(MappingRules rules) {
    return new Reference("Endpoint/" + ResourceIds.of(IdSpace.ENDPOINT, rules.pacsName()));
  }
}
