package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.linker.model.DerivedObject;
import ai.kaapana.clinical.linker.model.Geometry;
import ai.kaapana.clinical.linker.model.Instance;
import ai.kaapana.clinical.linker.model.Series;
import ai.kaapana.clinical.linker.model.SeriesKey;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.StringType;

/** Maps a series of a study to ImagingStudy.series. Source: DICOM PS3.3 section C.7.3.1. */
final class SeriesMapper {

  private static final String GEOMETRY = Clinical.extension("series-geometry");
  private static final String SOURCE_TEXT = Clinical.extension("source-text");
  private static final String DERIVED_FROM = Clinical.extension("derived-from-series");
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  /** FHIR R4 ImagingStudy, series.instance.sopClass: a URI with the UID as OID. */
  private static final String URI = "urn:ietf:rfc:3986";

  private final MappingRules rules;
  private final Terminology terminology;

  SeriesMapper(MappingRules rules, Terminology terminology) {
    this.rules = rules;
    this.terminology = terminology;
  }

  /**
   * @param sources the series from which the objects of this one were made
   */
  ImagingStudy.ImagingStudySeriesComponent map(
      Series series, Set<SeriesKey> sources, MappingRules.InstanceDetail detail) {
    var result = new ImagingStudy.ImagingStudySeriesComponent();
    result.setUid(series.uid());
    series.number().ifPresent(result::setNumber);
    result.setModality(modality(series));
    series.description().ifPresent(result::setDescription);
    result.setNumberOfInstances(series.instanceCount());
    bodySite(series).ifPresent(result::setBodySite);
    series.laterality().flatMap(Terminology::laterality).ifPresent(result::setLaterality);
    ImagingStudyMapper.started(series.started(), rules).ifPresent(result::setStartedElement);
    ScannerMapper.reference(series).ifPresent(device -> result.addPerformer().setActor(device));
    addGeometry(result, series.geometry());
    sources.forEach(
        source -> result.addExtension(SegmentMapper.seriesExtension(DERIVED_FROM, source)));
    addInstances(result, series, detail);
    return result;
  }

  /** R4 requires a modality; where DICOM has none, OT stands with the reason. */
  private static Coding modality(Series series) {
    if (!series.modality().isEmpty()) {
      return new Coding(CodeSystems.DICOM, series.modality(), null);
    }
    var other = new Coding(CodeSystems.DICOM, "OT", null);
    other.addExtension(ABSENT, new CodeType("unknown"));
    return other;
  }

  /**
   * The coded region comes before the free text, which is kept beside the code as it was written.
   */
  private Optional<Coding> bodySite(Series series) {
    var site =
        series
            .anatomicRegion()
            .flatMap(terminology::coding)
            .or(() -> series.bodyPart().map(terminology::bodySite));
    site.ifPresent(
        coding ->
            series
                .bodyPart()
                .ifPresent(part -> coding.addExtension(SOURCE_TEXT, new StringType(part))));
    return site;
  }

  private static void addGeometry(
      ImagingStudy.ImagingStudySeriesComponent result, Geometry geometry) {
    if (!geometry.isStated()) {
      return;
    }
    var extension = new Extension(GEOMETRY);
    add(extension, "sliceThickness", geometry.sliceThickness());
    add(extension, "pixelSpacingRow", geometry.rowSpacing());
    add(extension, "pixelSpacingColumn", geometry.columnSpacing());
    result.addExtension(extension);
  }

  private static void add(Extension extension, String part, Optional<BigDecimal> millimetres) {
    millimetres.ifPresent(value -> extension.addExtension(part, new DecimalType(value)));
  }

  private static void addInstances(
      ImagingStudy.ImagingStudySeriesComponent result,
      Series series,
      MappingRules.InstanceDetail detail) {
    if (detail == MappingRules.InstanceDetail.NONE) {
      return;
    }
    boolean all = detail == MappingRules.InstanceDetail.ALL;
    for (var instance : series.instances()) {
      var object = derived(series, instance);
      boolean isDerived = object.isPresent() || instance.derivedKind().isPresent();
      boolean isUsable = !instance.uid().isEmpty() && !instance.sopClass().isEmpty();
      if (isUsable && (all || isDerived)) {
        result.addInstance(instance(instance, object));
      }
    }
  }

  private static ImagingStudy.ImagingStudySeriesInstanceComponent instance(
      Instance instance, Optional<DerivedObject> object) {
    var result = new ImagingStudy.ImagingStudySeriesInstanceComponent();
    result.setUid(instance.uid());
    result.setSopClass(new Coding(URI, "urn:oid:" + instance.sopClass(), null));
    instance.number().ifPresent(number -> setNumber(result, number));
    object.flatMap(o -> o.title().or(o::label)).ifPresent(result::setTitle);
    return result;
  }

  private static void setNumber(
      ImagingStudy.ImagingStudySeriesInstanceComponent result, int number) {
    if (number >= 0) {
      result.setNumber(number);
    }
  }

  private static Optional<DerivedObject> derived(Series series, Instance instance) {
    return series.derived().stream().filter(o -> o.uid().equals(instance.uid())).findFirst();
  }
}
