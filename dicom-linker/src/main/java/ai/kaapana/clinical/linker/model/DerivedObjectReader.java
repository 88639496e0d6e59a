package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.util.List;
import java.util.Optional;

/** Reads a derived object from its full metadata. */
final class DerivedObjectReader {

  private DerivedObjectReader() {}

  /**
   * Returns the object, or nothing when the metadata are those of an image.
   *
   * @param place the series in which it lies
   */
  static Optional<DerivedObject> read(Dataset metadata, SeriesKey place, Findings findings) {
    var kind =
        DerivedKind.ofSopClass(metadata.text(Tag.SOP_CLASS_UID).orElse(""))
            .or(() -> metadata.text(Tag.MODALITY).flatMap(DerivedKind::ofModality));
    var uid = metadata.text(Tag.SOP_INSTANCE_UID).filter(Uid::isValid);
    if (kind.isEmpty() || uid.isEmpty()) {
      return Optional.empty();
    }
    var references = References.of(metadata, place);
    if (references.isEmpty()) {
      findings.add(LinkerIssue.DERIVED_WITHOUT_SOURCE, place.seriesUid(), uid.get(), 0);
    }
    return Optional.of(
        new DerivedObject(
            uid.get(),
            place.seriesUid(),
            kind.get(),
            metadata.text(Tag.CONTENT_LABEL).or(() -> metadata.text(Tag.STRUCTURE_SET_LABEL)),
            creator(metadata),
            Code.first(metadata, Tag.CONCEPT_NAME_CODE_SEQUENCE)
                .map(Code::meaning)
                .filter(m -> !m.isEmpty()),
            references.series(),
            references.looseInstances(),
            segments(metadata, kind.get(), place, findings)));
  }

  /** ContentCreatorName in the form in which the object writes it. */
  private static Optional<String> creator(Dataset metadata) {
    return metadata
        .name(Tag.CONTENT_CREATOR_NAME)
        .map(n -> n.alphabetic().isBlank() ? n.ideographic() : n.alphabetic())
        .filter(text -> !text.isBlank());
  }

  private static List<SegmentObject> segments(
      Dataset metadata, DerivedKind kind, SeriesKey place, Findings findings) {
    var layers = new Layers(List.of(metadata), findings, place.seriesUid());
    return switch (kind) {
      case SEG, SURFACE -> new SegmentReader(layers).ofSegmentation(metadata);
      case RTSTRUCT -> new SegmentReader(layers).ofStructureSet(metadata);
      default -> List.of();
    };
  }
}
