package ai.kaapana.clinical.linker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinksTest {

  private static final String ROOT = "1.2.826.0.1.3680043.9999";
  private static final String OTHER = ROOT + ".8.1";

  private final Study study = StudyFixture.study("structures-and-reports", new Findings(null));
  private final String ct = ROOT + ".3.1";

  private Series series(String suffix) {
    return study.series().stream()
        .filter(s -> s.uid().equals(ROOT + suffix))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsTheSeriesOfAStructureSetByItsContours() {
    var links = Links.of(study, Links.Known.NONE);
    assertThat(links.derivedFrom(series(".3.2"))).containsExactly(new SeriesKey(study.uid(), ct));
  }

  @Test
  void leavesASeriesOfAnUnknownStudyOpen() {
    var links = Links.of(study, Links.Known.NONE);
    assertThat(links.edges())
        .filteredOn(e -> !e.resolved() && e.target().isPresent())
        .extracting(e -> e.target().orElseThrow().seriesUid())
        .containsExactly(OTHER);
  }

  @Test
  void leavesAnInstanceThatIsNowhereOpen() {
    var links = Links.of(study, Links.Known.NONE);
    assertThat(links.edges())
        .filteredOn(e -> e.targetInstance().isPresent())
        .singleElement()
        .matches(e -> !e.resolved());
  }

  @Test
  void resolvesWhatIsLinkedByNow() {
    var known =
        new Links.Known(
            Map.of(OTHER, new SeriesKey("1.9", OTHER)),
            Map.of(ROOT + ".404.1", new SeriesKey("1.8", "1.8.1")));
    var links = Links.of(study, known);
    assertThat(links.edges()).allMatch(Edge::resolved);
    assertThat(links.derivedFrom(series(".3.3")))
        .isEqualTo(Set.of(new SeriesKey(study.uid(), ct), new SeriesKey("1.9", OTHER)));
  }

  @Test
  void neverLinksASeriesToItself() {
    var links = Links.of(study, Links.Known.NONE);
    assertThat(links.edges())
        .noneMatch(e -> e.target().filter(t -> t.seriesUid().equals(e.sourceSeries())).isPresent());
  }

  @Test
  void givesEachSegmentTheSeriesOfItsOwnContours() {
    var links = Links.of(study, Links.Known.NONE);
    var object = series(".3.2").derived().get(0);
    assertThat(object.segments()).extracting(SegmentObject::number).containsExactly(1, 2);
    assertThat(links.segmented(object, object.segments().get(1)))
        .containsExactly(new SeriesKey(study.uid(), ct));
  }

  @Test
  void takesTheSegmentOfAllFramesFromTheSharedGroup() {
    var segmentation =
        ai.kaapana.clinical.linker.dicomweb.DicomJson.object(
            """
            "00620002":{"vr":"SQ","Value":[{"00620004":{"vr":"US","Value":[7]}}]},
            "52009229":{"vr":"SQ","Value":[{"0062000A":{"vr":"SQ","Value":[{"0062000B":{"vr":"US","Value":[7]}}]}}]},
            "52009230":{"vr":"SQ","Value":[{"00089124":{"vr":"SQ","Value":[{"00082112":{"vr":"SQ","Value":[
              {"00081155":{"vr":"UI","Value":["1.5.1"]}}]}}]}}]}\
            """);
    var segments =
        new SegmentReader(new Layers(java.util.List.of(segmentation), new Findings(null), null))
            .ofSegmentation(segmentation);
    assertThat(segments)
        .singleElement()
        .satisfies(s -> assertThat(s.sources()).containsExactly("1.5.1"));
    assertThat(References.of(segmentation, new SeriesKey("1.1", "1.2")).looseInstances())
        .containsExactly("1.5.1");
  }
}
