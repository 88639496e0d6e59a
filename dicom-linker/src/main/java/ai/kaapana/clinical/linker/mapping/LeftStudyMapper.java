package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;

/**
 * What remains of a study when the last of its series has left: its identifiers and its patient,
 * since others may refer to it, and nothing of its content.
 */
public final class LeftStudyMapper {

  private static final String TOMBSTONE = Clinical.codeSystem("tombstone");

  /** How a study that has left is marked; tables leave out both. */
  public enum Policy {
    /** By its status. */
    ENTERED_IN_ERROR,
    /** By the status {@code unknown} and a tag. */
    TOMBSTONE
  }

  private LeftStudyMapper() {}

  /** Returns the study without content. */
  public static ImagingStudy map(ImagingStudy linked, Policy policy) {
    var left = new ImagingStudy();
    left.setId(linked.getIdElement().getIdPart());
    left.setIdentifier(linked.copy().getIdentifier());
    left.setSubject(linked.getSubject().copy());
    switch (policy) {
      case ENTERED_IN_ERROR -> left.setStatus(ImagingStudy.ImagingStudyStatus.ENTEREDINERROR);
      case TOMBSTONE -> {
        left.setStatus(ImagingStudy.ImagingStudyStatus.UNKNOWN);
        left.getMeta().addTag(TOMBSTONE, "left", null);
      }
    }
    return left;
  }

  /** Returns the segment as one that is not there any more. */
  public static BodyStructure map(BodyStructure linked) {
    return linked.copy().setActive(false);
  }
}
