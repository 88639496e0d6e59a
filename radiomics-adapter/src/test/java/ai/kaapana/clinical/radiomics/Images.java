package ai.kaapana.clinical.radiomics;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** Patients, studies and segments as the linker writes them. */
public final class Images {

  private Images() {}

  public static Patient patient(String patientId) {
    var result = new Patient();
    result.setId(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId));
    result.addIdentifier().setSystem(IdSpace.DEFAULT_PATIENT).setValue(patientId);
    return result;
  }

  public static ImagingStudy study(String patientId, String studyUid, String... seriesUids) {
    var result = new ImagingStudy();
    result.setId(ResourceIds.study(studyUid));
    result.addIdentifier().setSystem(CodeSystems.DICOM_UID).setValue("urn:oid:" + studyUid);
    result.setStatus(ImagingStudyStatus.AVAILABLE);
    result.setSubject(reference(patientId));
    result.setStartedElement(new DateTimeType("2024-03-05T10:30:00+01:00"));
    for (var series : seriesUids) {
      result.addSeries().setUid(series).setModality(new Coding(CodeSystems.DICOM, "CT", null));
    }
    return result;
  }

  public static BodyStructure segment(
      String patientId, String segUid, String segSeriesUid, int number, String label) {
    var result = new BodyStructure();
    result.setId(ResourceIds.segment(segUid, number));
    result.addIdentifier(ResourceIds.identifier(IdSpace.SEGMENT, segUid + "#" + number));
    result.setActive(true);
    result.setDescription(label);
    result.setPatient(reference(patientId));
    var details = new Extension(Clinical.extension("segment"));
    details.addExtension("segSopInstanceUid", new IdType(segUid));
    details.addExtension("segSeriesUid", new IdType(segSeriesUid));
    details.addExtension("segmentNumber", new IntegerType(number));
    result.addExtension(details);
    return result;
  }

  public static BodyStructure on(BodyStructure segment, String seriesUid, String studyUid) {
    var source = new Extension(Clinical.extension("segmented-series"));
    source.addExtension("seriesUid", new IdType(seriesUid));
    source.addExtension("studyUid", new IdType(studyUid));
    segment.addExtension(source);
    return segment;
  }

  private static Reference reference(String patientId) {
    return new Reference("Patient/" + ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId));
  }
}
