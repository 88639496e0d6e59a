package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row says about its target. Its text shows nothing of it.
 *
 * @param segmentation UID of the SEG or RTSTRUCT
 * @param folder series of segmentation or image after which the folder of the file is named
 * @param file UID of segmentation, image or study after which the file is named
 * @param mask label as the name of the mask in that folder has it
 * @param kind whether that UID is known to be one of an instance or of a series
 * @param issue why the row cannot be understood, null if it can
 */
public record TargetStatement(
    @Nullable String patientId,
    @Nullable String studyUid,
    @Nullable String seriesUid,
    @Nullable String segmentation,
    @Nullable String folder,
    @Nullable String file,
    @Nullable String mask,
    UidKind kind,
    @Nullable Integer segmentNumber,
    @Nullable String label,
    @Nullable RadiomicsIssue issue) {

  /** What a segmentation is named by. */
  public enum UidKind {
    INSTANCE,
    SERIES,
    /** A path holds either; Kaapana's own tools use both. */
    EITHER
  }

  static TargetStatement broken(RadiomicsIssue issue) {
    return new TargetStatement(
        null, null, null, null, null, null, null, UidKind.EITHER, null, null, issue);
  }

  /** Whether it says enough to look for a segment: by UID, or by number or label in a folder. */
  public boolean namesSegment() {
    return segmentation != null || (folder != null && (segmentNumber != null || mask != null));
  }

  /**
   * Whether the mask's name is what Kaapana's PyRadiomics operator leaves of a UID: it takes what
   * stands before the first point. Masks of one segmentation then have one name, and the file holds
   * the last of them alone.
   */
  boolean maskIsCutOff() {
    return segmentation == null && segmentNumber == null && mask != null && mask.matches("[0-2]");
  }

  /** The segment's SOPInstanceUID and number, if the statement may mean them. */
  Optional<SegmentKey> instance() {
    return kind == UidKind.SERIES || segmentation == null || segmentNumber == null
        ? Optional.empty()
        : Optional.of(new SegmentKey(segmentation, segmentNumber));
  }

  /** Names a segment. */
  record SegmentKey(String sopInstanceUid, int number) {}

  @Override
  public String toString() {
    return "TargetStatement";
  }
}
