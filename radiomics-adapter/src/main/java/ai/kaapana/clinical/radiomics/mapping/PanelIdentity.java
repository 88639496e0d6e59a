package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.util.Arrays;
import org.hl7.fhir.r4.model.Identifier;

/** The parts from which the ids of a panel and of its promoted features are derived. */
public final class PanelIdentity {

  private final String[] parts;

  private PanelIdentity(String... parts) {
    this.parts = parts;
  }

  /** Identity of the panel of a target under a configuration. */
  public static PanelIdentity of(Target target, String configurationHash) {
    return switch (target) {
      case Target.Linked linked ->
          new PanelIdentity(
              linked.seriesUid(),
              linked.segmentationUid(),
              String.valueOf(linked.segmentNumber()),
              configurationHash);
      case Target.Unlinked unlinked ->
          new PanelIdentity(
              unlinked.dataset(), unlinked.patientId(), unlinked.label(), configurationHash);
    };
  }

  /** Id of the panel. */
  public String panelId() {
    return ResourceIds.of(IdSpace.PANEL, parts);
  }

  Identifier panelIdentifier() {
    return ResourceIds.identifier(IdSpace.PANEL, parts);
  }

  /** Id of the Observation of a promoted feature. */
  public String featureId(String feature) {
    return ResourceIds.of(IdSpace.FEATURE, with(feature));
  }

  Identifier featureIdentifier(String feature) {
    return ResourceIds.identifier(IdSpace.FEATURE, with(feature));
  }

  private String[] with(String feature) {
    var result = Arrays.copyOf(parts, parts.length + 1);
    result[parts.length] = feature;
    return result;
  }
}
