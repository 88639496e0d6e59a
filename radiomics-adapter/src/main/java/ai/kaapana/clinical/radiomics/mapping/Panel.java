package ai.kaapana.clinical.radiomics.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A panel and its promoted features.
 *
 * @param panel the Observation with all features as components
 * @param features the single Observations that it names as members
 */
public record Panel(Observation panel, List<Observation> features) {

  /** All resources, each after those that it refers to. */
  public List<Resource> resources() {
    var result = new ArrayList<Resource>(features);
    result.add(panel);
    return result;
  }

  /** Whether the extraction of the region failed. */
  public boolean failed() {
    return panel.hasDataAbsentReason();
  }

  /**
   * Sets the status with regard to what the store holds: the same values keep the status they have,
   * other values make it amended, nothing there leaves it final. What the stored panel replaced,
   * this one replaces too.
   */
  public Panel after(Optional<Observation> stored) {
    stored.ifPresent(
        before -> {
          setStatus(statusAfter(before));
          before
              .getExtensionsByUrl(PanelMapper.REPLACES)
              .forEach(replaced -> panel.addExtension(replaced.copy()));
        });
    return this;
  }

  private ObservationStatus statusAfter(Observation before) {
    var withdrawn = before.getStatus() == ObservationStatus.ENTEREDINERROR;
    return sameValues(before, panel) && !withdrawn ? before.getStatus() : ObservationStatus.AMENDED;
  }

  /** Names the panel without image that this one replaces. */
  public Panel replacing(String panelId) {
    if (!panel.hasExtension(PanelMapper.REPLACES)) {
      panel.addExtension(PanelMapper.REPLACES, new Reference("Observation/" + panelId));
    }
    return this;
  }

  private void setStatus(ObservationStatus status) {
    panel.setStatus(status);
    features.forEach(feature -> feature.setStatus(status));
  }

  /** Whether two panels state the same numbers and reasons for the same features. */
  static boolean sameValues(Observation one, Observation other) {
    if (one.hasDataAbsentReason() != other.hasDataAbsentReason()
        || one.getComponent().size() != other.getComponent().size()) {
      return false;
    }
    for (int i = 0; i < one.getComponent().size(); i++) {
      if (!sameValue(one.getComponent().get(i), other.getComponent().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameValue(
      ObservationComponentComponent one, ObservationComponentComponent other) {
    var sameFeature =
        one.getCode()
            .getCodingFirstRep()
            .getCode()
            .equals(other.getCode().getCodingFirstRep().getCode());
    if (!sameFeature || one.hasValueQuantity() != other.hasValueQuantity()) {
      return false;
    }
    return one.hasValueQuantity()
        ? one.getValueQuantity().getValue().compareTo(other.getValueQuantity().getValue()) == 0
            && Objects.equals(one.getValueQuantity().getCode(), other.getValueQuantity().getCode())
        : one.getDataAbsentReason().equalsDeep(other.getDataAbsentReason());
  }
}
