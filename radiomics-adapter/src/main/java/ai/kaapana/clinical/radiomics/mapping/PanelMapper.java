package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.CodedFeature;
import ai.kaapana.clinical.radiomics.feature.Extraction;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * Maps the results of a region to one panel Observation with a component for each feature, and to
 * single Observations for a short list of features.
 *
 * <p><b>Source:</b> result of a tool; DICOM PS3.16 TID 1411 (Measurement Group). <b>Target:</b>
 * FHIR R4 Observation.
 *
 * <p><b>Why</b> components: an Observation for each of 1,200 features of a region costs two hundred
 * times the storage; the few that standard search must find are promoted.
 */
public final class PanelMapper {

  /** Extension by which a linked panel names the one without image that it replaces. */
  static final String REPLACES = "http://hl7.org/fhir/StructureDefinition/observation-replaces";

  private static final String IMAGING = "imaging";
  private static final Coding MEASUREMENT_GROUP =
      new Coding(CodeSystems.DICOM, "125007", "Measurement Group");

  private final FeatureCatalogue catalogue;
  private final Set<String> promoted;

  /**
   * For a catalogue and a list of features.
   *
   * @param promoted names of the features that become single Observations
   */
  public PanelMapper(FeatureCatalogue catalogue, List<String> promoted) {
    this.catalogue = catalogue;
    this.promoted = new LinkedHashSet<>(promoted);
  }

  /** The panel and its promoted features, all with status final. */
  public Panel map(PanelInput input) {
    var identity = PanelIdentity.of(input.target(), input.configuration().hash());
    var panel = observation(input);
    panel.setId(identity.panelId());
    panel.addIdentifier(identity.panelIdentifier());
    panel.getCode().addCoding(MEASUREMENT_GROUP.copy());
    var features = new ArrayList<Observation>();
    if (input.failure() == null) {
      for (var measurement : input.measurements()) {
        var coded = code(measurement, input);
        component(panel, measurement, coded);
        if (promoted.contains(coded.name().column())) {
          features.add(feature(input, identity, measurement, coded));
        }
      }
    } else {
      panel.setDataAbsentReason(FeatureValues.error());
      panel.addExtension(Clinical.extension("failure-reason"), new StringType(input.failure()));
    }
    features.forEach(
        feature -> panel.addHasMember(new Reference("Observation/" + feature.getIdPart())));
    return new Panel(panel, List.copyOf(features));
  }

  private CodedFeature code(Measurement measurement, PanelInput input) {
    var configuration = input.configuration();
    var modality = input.target() instanceof Target.Linked linked ? linked.modality() : "";
    return catalogue.code(
        measurement.name(),
        new Extraction(modality, configuration.normalized(), configuration.shifted()));
  }

  private static void component(Observation panel, Measurement measurement, CodedFeature coded) {
    var component = panel.addComponent().setCode(concept(coded));
    FeatureValues.quantity(measurement.value(), coded.unit())
        .ifPresentOrElse(
            component::setValue,
            () -> component.setDataAbsentReason(FeatureValues.reason(measurement.value())));
  }

  private static Observation feature(
      PanelInput input, PanelIdentity identity, Measurement measurement, CodedFeature coded) {
    var name = coded.name().column();
    var result = observation(input);
    result.setId(identity.featureId(name));
    result.addIdentifier(identity.featureIdentifier(name));
    result.setCode(concept(coded));
    FeatureValues.quantity(measurement.value(), coded.unit())
        .ifPresentOrElse(
            result::setValue,
            () -> result.setDataAbsentReason(FeatureValues.reason(measurement.value())));
    return result;
  }

  private static CodeableConcept concept(CodedFeature coded) {
    var result =
        new CodeableConcept()
            .addCoding(new Coding(system(coded.name().tool()), coded.name().column(), null));
    coded.ibsi().ifPresent(code -> ibsi(result, code, coded));
    return result;
  }

  /** One code of IBSI stands for every way of bringing the directions together. */
  private static void ibsi(CodeableConcept concept, String code, CodedFeature coded) {
    concept.addCoding(new Coding(CodeSystems.IBSI, code, null));
    coded
        .aggregation()
        .ifPresent(
            aggregation ->
                concept.addExtension(
                    Clinical.extension("aggregation"),
                    new Coding(CodeSystems.IBSI, aggregation.ibsi(), null)));
  }

  private static String system(Tool tool) {
    return switch (tool) {
      case PYRADIOMICS -> CodeSystems.PYRADIOMICS;
      case MITK -> CodeSystems.MITK;
      case TOTALSEGMENTATOR -> CodeSystems.TOTALSEGMENTATOR;
    };
  }

  /** What panel and promoted features have in common. */
  private static Observation observation(PanelInput input) {
    var result = new Observation();
    result.setStatus(ObservationStatus.FINAL);
    result
        .addCategory()
        .addCoding(new Coding(CodeSystems.OBSERVATION_CATEGORY, IMAGING, "Imaging"));
    result.setSubject(new Reference("Patient/" + input.target().patient()));
    target(result, input.target());
    result.addExtension(configuration(input));
    result.setDevice(new Reference("Device/" + software(input.configuration())));
    return result;
  }

  private static String software(ExtractorConfiguration configuration) {
    return SoftwareMapper.id(configuration.tool(), configuration.version());
  }

  private static void target(Observation result, Target target) {
    var extension = new Extension(Clinical.extension("imaging-target"));
    if (target instanceof Target.Linked linked) {
      extension.addExtension("seriesUid", new IdType(linked.seriesUid()));
      extension.addExtension("studyUid", new IdType(linked.studyUid()));
      extension.addExtension("segSopInstanceUid", new IdType(linked.segmentationUid()));
      extension.addExtension("segmentNumber", new IntegerType(linked.segmentNumber()));
      var study = "ImagingStudy/" + linked.study();
      result.addPartOf(new Reference(study));
      result.addDerivedFrom(new Reference(study));
      result.addFocus(new Reference("BodyStructure/" + linked.segment()));
      Optional.ofNullable(linked.started())
          .ifPresent(started -> result.setEffective(new DateTimeType(started)));
    }
    Optional.ofNullable(target.label())
        .ifPresent(label -> extension.addExtension("roiLabel", new StringType(label)));
    result.addExtension(extension);
  }

  private static Extension configuration(PanelInput input) {
    ExtractorConfiguration configuration = input.configuration();
    var result = new Extension(Clinical.extension("configuration"));
    result.addExtension("hash", new StringType(configuration.hash()));
    result.addExtension("name", new StringType(input.configurationName()));
    result.addExtension("completeness", new CodeType(configuration.completeness().code()));
    result.addExtension(
        "document",
        new Reference("DocumentReference/" + ConfigurationMapper.id(configuration.hash())));
    return result;
  }
}
