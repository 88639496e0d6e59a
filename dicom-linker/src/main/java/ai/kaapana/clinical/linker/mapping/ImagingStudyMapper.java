package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.time.StudyTime;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.model.Findings;
import ai.kaapana.clinical.linker.model.Links;
import ai.kaapana.clinical.linker.model.Moment;
import ai.kaapana.clinical.linker.model.Series;
import ai.kaapana.clinical.linker.model.Study;
import ai.kaapana.clinical.linker.model.TimeAxis;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * Maps a DICOM study to ImagingStudy.
 *
 * <p>Source: DICOM PS3.3 C.7.2.1 (General Study) and C.7.3.1 (General Series); target: FHIR R4
 * ImagingStudy.
 */
final class ImagingStudyMapper {

  private static final String TIME_AXIS = Clinical.extension("time-axis");
  private static final String INSTANCE_DETAIL = Clinical.extension("instance-detail");

  private final MappingRules rules;
  private final SeriesMapper seriesMapper;
  private final Terminology terminology;

  ImagingStudyMapper(MappingRules rules, Terminology terminology) {
    this.rules = rules;
    this.terminology = terminology;
    this.seriesMapper = new SeriesMapper(rules, terminology);
  }

  ImagingStudy map(Study study, Links links, Reference patient, Findings findings) {
    var result = new ImagingStudy();
    result.setId(ResourceIds.study(study.uid()));
    setIdentifiers(result, study);
    result.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    addModalities(result, study);
    result.setSubject(patient);
    started(study.started(), rules).ifPresent(result::setStartedElement);
    study.accession().ifPresent(accession -> result.addBasedOn(order(study, accession)));
    result.addEndpoint(EndpointMapper.reference(rules));
    result.setNumberOfSeries(study.series().size());
    result.setNumberOfInstances(study.series().stream().mapToInt(Series::instanceCount).sum());
    study.procedures().stream().map(terminology::concept).forEach(result::addProcedureCode);
    study.reasons().forEach(text -> result.addReasonCode(new CodeableConcept().setText(text)));
    study.description().ifPresent(result::setDescription);
    addTimeAxis(result, study.timeAxis());
    var detail = detail(result, findings);
    study
        .series()
        .forEach(s -> result.addSeries(seriesMapper.map(s, links.derivedFrom(s), detail)));
    return result;
  }

  static Optional<DateTimeType> started(Moment moment, MappingRules rules) {
    return StudyTime.of(moment.date(), moment.time(), moment.offset(), rules.zone().orElse(null));
  }

  private void setIdentifiers(ImagingStudy result, Study study) {
    var uid = new Identifier().setSystem(CodeSystems.DICOM_UID).setValue("urn:oid:" + study.uid());
    uid.getType().addCoding(new Coding(CodeSystems.DICOM, "110180", "Study Instance UID"));
    result.addIdentifier(uid);
    study.accession().ifPresent(value -> result.addIdentifier(accession(study, value)));
    if (study.studyId().isPresent() && rules.studyIdSystem().isPresent()) {
      result.addIdentifier(
          new Identifier().setSystem(rules.studyIdSystem().get()).setValue(study.studyId().get()));
    }
  }

  private static Identifier accession(Study study, String value) {
    var identifier = new Identifier().setValue(value);
    study.accessionIssuer().ifPresent(identifier::setSystem);
    identifier.getType().addCoding(new Coding(CodeSystems.IDENTIFIER_TYPE, "ACSN", "Accession ID"));
    return identifier;
  }

  /** A logical reference: the order itself lies in another system. */
  private static Reference order(Study study, String accession) {
    var reference = new Reference();
    reference.setType("ServiceRequest");
    reference.setIdentifier(accession(study, accession));
    return reference;
  }

  /** R4 defines the element by the acquisition: segmentations and reports are left out. */
  private static void addModalities(ImagingStudy result, Study study) {
    study.series().stream()
        .filter(Series::isAcquisition)
        .map(Series::modality)
        .filter(modality -> !modality.isEmpty())
        .distinct()
        .sorted()
        .forEach(modality -> result.addModality(new Coding(CodeSystems.DICOM, modality, null)));
  }

  private void addTimeAxis(ImagingStudy result, TimeAxis axis) {
    if (!axis.isStated() && rules.timeAxis().isEmpty()) {
      return;
    }
    var extension = new Extension(TIME_AXIS);
    rules
        .timeAxis()
        .ifPresent(declared -> extension.addExtension("declared", new CodeType(declared)));
    axis.timePointId().ifPresent(v -> text(extension, "timePointId", v));
    axis.timePointDescription().ifPresent(v -> text(extension, "timePointDescription", v));
    axis.daysFromEvent()
        .ifPresent(v -> extension.addExtension("daysFromEvent", new DecimalType(v)));
    axis.event().ifPresent(v -> text(extension, "event", v));
    axis.modified().ifPresent(v -> text(extension, "modified", v));
    result.addExtension(extension);
  }

  /** Above the cap the images are only counted, and the resource says so. */
  private MappingRules.InstanceDetail detail(ImagingStudy result, Findings findings) {
    if (rules.instanceDetail() != MappingRules.InstanceDetail.ALL
        || result.getNumberOfInstances() <= rules.instanceCap()) {
      return rules.instanceDetail();
    }
    findings.add(LinkerIssue.INSTANCES_CAPPED, 0);
    result.addExtension(INSTANCE_DETAIL, new CodeType("derived-only"));
    return MappingRules.InstanceDetail.DERIVED_ONLY;
  }

  private static void text(Extension extension, String part, String value) {
    extension.addExtension(part, new StringType(value));
  }
}
