package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One segment of a SEG or one ROI of an RTSTRUCT.
 *
 * <p>Source: DICOM PS3.3 C.8.20.4 (Segment Description) and C.8.8.5 (Structure Set).
 *
 * @param number SegmentNumber or ROINumber
 * @param label SegmentLabel or ROIName
 * @param typeText the interpreted type of an ROI, for instance GTV, where no code is stated
 * @param regions AnatomicRegionSequence
 * @param algorithmType AUTOMATIC, SEMIAUTOMATIC or MANUAL as written
 * @param creator who made the ROI, where the ROI itself says so
 * @param sources SOP instances that this segment alone names as its source; empty when the object
 *     states its references as a whole
 */
public record SegmentObject(
    int number,
    Optional<String> label,
    Optional<Code> category,
    Optional<Code> type,
    Optional<String> typeText,
    List<Code> regions,
    Optional<Code> regionModifier,
    Optional<String> algorithmType,
    Optional<String> algorithmName,
    Optional<String> creator,
    Optional<String> trackingId,
    Optional<String> trackingUid,
    Set<String> sources) {}
