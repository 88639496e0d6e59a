package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object that was made from others: a segmentation, a structure set, a report, a key object.
 *
 * @param label ContentLabel or StructureSetLabel
 * @param creator ContentCreatorName as written
 * @param title meaning of the concept name of a report or key object
 * @param references the series that the object names
 * @param looseSources SOP instances that the object names without their series
 * @param segments empty for kinds without segments
 */
public record DerivedObject(
    String uid,
    String seriesUid,
    DerivedKind kind,
    Optional<String> label,
    Optional<String> creator,
    Optional<String> title,
    Set<SeriesKey> references,
    Set<String> looseSources,
    List<SegmentObject> segments) {}
