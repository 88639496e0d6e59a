package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One series of a study.
 *
 * <p>Source: DICOM PS3.3 section C.7.3.1 (General Series).
 *
 * @param modality empty when the series states none and its SOP classes do not tell
 * @param laterality R, L, B or U
 * @param instanceCount how many instances the PACS listed
 * @param derived the derived objects in the series, in the order of their UIDs
 */
public record Series(
    String uid,
    OptionalInt number,
    String modality,
    Optional<String> description,
    Moment started,
    Optional<String> bodyPart,
    Optional<Code> anatomicRegion,
    Optional<String> laterality,
    Equipment equipment,
    Geometry geometry,
    int instanceCount,
    List<Instance> instances,
    List<DerivedObject> derived) {

  /** Says whether the series holds acquired images, not only objects that describe others. */
  public boolean isAcquisition() {
    return DerivedKind.ofModality(modality).isEmpty();
  }
}
