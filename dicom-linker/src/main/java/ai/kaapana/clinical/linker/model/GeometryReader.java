package ai.kaapana.clinical.linker.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads slice thickness and pixel spacing of an image, of one frame or many. */
final class GeometryReader {

  private GeometryReader() {}

  static Geometry read(Dataset image, Findings findings, String seriesUid) {
    var layers = new Layers(places(image), findings, seriesUid);
    return new Geometry(
        layers.decimal(Tag.SLICE_THICKNESS, 0).filter(v -> v.signum() > 0),
        layers.decimal(Tag.PIXEL_SPACING, 0).filter(v -> v.signum() > 0),
        layers.decimal(Tag.PIXEL_SPACING, 1).filter(v -> v.signum() > 0));
  }

  /** The image itself, then its shared functional groups, then those of its first frame. */
  private static List<Dataset> places(Dataset image) {
    return Stream.of(
            Stream.of(image),
            measures(image.item(Tag.SHARED_GROUPS)),
            measures(image.item(Tag.PER_FRAME_GROUPS)))
        .flatMap(places -> places)
        .toList();
  }

  private static Stream<Dataset> measures(Optional<Dataset> groups) {
    return groups.flatMap(g -> g.item(Tag.PIXEL_MEASURES_SEQUENCE)).stream();
  }
}
