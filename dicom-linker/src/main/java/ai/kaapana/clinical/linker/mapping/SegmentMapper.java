package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.model.DerivedObject;
import ai.kaapana.clinical.linker.model.SegmentObject;
import ai.kaapana.clinical.linker.model.Series;
import ai.kaapana.clinical.linker.model.SeriesKey;
import java.util.Set;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;

/**
 * Maps one segment of a SEG, or one ROI of an RTSTRUCT, to BodyStructure.
 *
 * <p>Source: DICOM PS3.3 C.8.20.4 (Segment Description) and C.8.8.5 (Structure Set); target: FHIR
 * R4 BodyStructure with our extensions {@code segment} and {@code segmented-series}.
 */
final class SegmentMapper {

  static final String SEGMENT = Clinical.extension("segment");
  static final String SEGMENTED_SERIES = Clinical.extension("segmented-series");

  private final Terminology terminology;

  SegmentMapper(Terminology terminology) {
    this.terminology = terminology;
  }

  /**
   * @param sources the image series on which the segment was drawn, as far as they are linked
   */
  BodyStructure map(
      SeriesKey place,
      Series series,
      DerivedObject object,
      SegmentObject segment,
      Set<SeriesKey> sources) {
    var result = new BodyStructure();
    var value = object.uid() + "#" + segment.number();
    result.setId(ResourceIds.of(IdSpace.SEGMENT, value));
    result.addIdentifier(ResourceIds.identifier(IdSpace.SEGMENT, value));
    result.setActive(true);
    setType(result, segment);
    setLocation(result, segment);
    segment.label().ifPresent(result::setDescription);
    result.addExtension(segmentExtension(place, series, object, segment));
    sources.forEach(source -> result.addExtension(seriesExtension(SEGMENTED_SERIES, source)));
    return result;
  }

  private void setType(BodyStructure result, SegmentObject segment) {
    segment
        .type()
        .map(terminology::concept)
        .or(() -> segment.typeText().map(text -> new CodeableConcept().setText(text)))
        .ifPresent(result::setMorphology);
  }

  private void setLocation(BodyStructure result, SegmentObject segment) {
    segment.regions().stream().findFirst().map(terminology::concept).ifPresent(result::setLocation);
    segment.regionModifier().map(terminology::concept).ifPresent(result::addLocationQualifier);
  }

  private Extension segmentExtension(
      SeriesKey place, Series series, DerivedObject object, SegmentObject segment) {
    var extension = new Extension(SEGMENT);
    extension.addExtension("segSopInstanceUid", new IdType(object.uid()));
    extension.addExtension("segSeriesUid", new IdType(place.seriesUid()));
    extension.addExtension("segStudyUid", new IdType(place.studyUid()));
    extension.addExtension("segmentNumber", new IntegerType(segment.number()));
    segment
        .algorithmType()
        .filter(type -> type.matches("\\S+"))
        .ifPresent(type -> extension.addExtension("algorithmType", new CodeType(type)));
    segment.algorithmName().ifPresent(name -> text(extension, "algorithmName", name));
    segment.creator().or(object::creator).ifPresent(name -> text(extension, "creator", name));
    segment.trackingUid().ifPresent(uid -> extension.addExtension("trackingUid", new IdType(uid)));
    segment.trackingId().ifPresent(id -> text(extension, "trackingId", id));
    if (series.started().date().isPresent()) {
      text(extension, "seriesDate", series.started().rawDate());
    }
    if (series.started().time().isPresent()) {
      text(extension, "seriesTime", series.started().rawTime());
    }
    segment
        .category()
        .map(terminology::codingOrText)
        .ifPresent(category -> extension.addExtension("category", category));
    return extension;
  }

  /** An extension that names a series and its study. */
  static Extension seriesExtension(String url, SeriesKey key) {
    var extension = new Extension(url);
    extension.addExtension("seriesUid", new IdType(key.seriesUid()));
    extension.addExtension("studyUid", new IdType(key.studyUid()));
    return extension;
  }

  private static void text(Extension extension, String part, String value) {
    extension.addExtension(part, new StringType(value));
  }
}
