package ai.kaapana.clinical.linker.issue;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/**
 * Everything that can be wrong with a study, with the PACS or with a request to the linker.
 *
 * <p>An {@code ERROR} puts the study into quarantine; a {@code WARNING} or {@code INFORMATION}
 * stays with the linked study as a finding.
 */
public enum LinkerIssue implements IssueCode {
  STUDY_UID_INVALID(
      "study/uid-invalid",
      Severity.ERROR,
      "The StudyInstanceUID is missing or is no UID.",
      "Correct the object in the PACS; a UID has at most 64 digits and dots."),
  STUDY_CONTRADICTORY(
      "study/contradictory",
      Severity.ERROR,
      "The PACS states one attribute twice in the same object.",
      "Report it to the vendor of the PACS: its JSON is not valid."),
  STUDY_NOT_FOUND(
      "study/not-found", Severity.ERROR, "The study is not known.", "Check the StudyInstanceUID."),
  STUDY_WITHOUT_SERIES(
      "study/without-series",
      Severity.WARNING,
      "The PACS lists no series of the study yet.",
      "The study is tried again by the next run."),
  SERIES_UID_INVALID(
      "series/uid-invalid",
      Severity.ERROR,
      "A SeriesInstanceUID is missing or is no UID.",
      "Correct the series in the PACS."),
  SERIES_IN_TWO_STUDIES(
      "series/in-two-studies",
      Severity.ERROR,
      "A SeriesInstanceUID of this study already belongs to another linked study.",
      "Correct one of the two studies in the PACS, then replay."),
  SERIES_MODALITY_MISSING(
      "series/modality-missing",
      Severity.WARNING,
      "A series states no modality; it is stored as OT with a note.",
      "Correct the series in the PACS."),
  SERIES_MODALITY_UNKNOWN(
      "series/modality-unknown",
      Severity.WARNING,
      "A series states a modality that DICOM does not define; it is kept as written.",
      "Correct the series in the PACS."),
  SERIES_MIXED(
      "series/mixed",
      Severity.WARNING,
      "A series holds images and derived objects; its modality is taken from its images.",
      "Store derived objects in a series of their own."),
  SERIES_COUNT_DIFFERS(
      "series/count-differs",
      Severity.WARNING,
      "The PACS counts another number of instances than it lists.",
      "The listed ones are linked; the next run looks again."),
  INSTANCE_UID_INVALID(
      "instance/uid-invalid",
      Severity.WARNING,
      "A SOPInstanceUID is missing or is no UID; the instance is counted but not listed.",
      "Correct the object in the PACS."),
  INSTANCES_CAPPED(
      "instance/capped",
      Severity.INFORMATION,
      "The study has more instances than the cap; only derived objects are listed.",
      "Raise clinical.linker.instance-cap."),
  PATIENT_ID_MISSING(
      "patient/id-missing",
      Severity.ERROR,
      "The study has no PatientID.",
      "Correct it in the PACS, or choose clinical.linker.missing-patient-id."),
  PATIENT_AMBIGUOUS(
      "patient/ambiguous",
      Severity.ERROR,
      "The PACS states two different PatientIDs for the study.",
      "Correct the study in the PACS, then replay."),
  PATIENT_CHANGED(
      "patient/changed",
      Severity.ERROR,
      "The study was linked to another patient before.",
      "If the change is right, link the study by name with force."),
  PATIENT_ISSUER_CONFLICT(
      "patient/issuer-conflict",
      Severity.WARNING,
      "The PatientID occurs under several issuers.",
      "Check that it is one person; map issuers by clinical.identity.issuers."),
  PATIENT_DEMOGRAPHICS_CONFLICT(
      "patient/demographics-conflict",
      Severity.WARNING,
      "The studies of the patient disagree on name, sex or birth date; the newest one counts.",
      "Check that the PatientID stands for one person."),
  PATIENT_NAME_FORM(
      "patient/name-form",
      Severity.WARNING,
      "The patient's name has no alphabetic form, or too many components.",
      "No action is needed."),
  PATIENT_NAME_ENCODING(
      "patient/name-encoding",
      Severity.WARNING,
      "The patient's name was not decoded by the PACS.",
      "Check SpecificCharacterSet in the PACS."),
  PATIENT_SEX_UNKNOWN(
      "patient/sex-unknown",
      Severity.WARNING,
      "PatientSex is none of M, F and O.",
      "Correct it in the PACS."),
  PATIENT_BIRTH_DATE_IMPLAUSIBLE(
      "patient/birth-date-implausible",
      Severity.WARNING,
      "The birth date lies after the study and was left out.",
      "Correct it in the PACS."),
  DATE_LEGACY(
      "value/date-legacy",
      Severity.WARNING,
      "A date or time has a form that DICOM has retired.",
      "No action is needed."),
  DATE_INVALID(
      "value/date-invalid",
      Severity.WARNING,
      "A date is impossible or a range, and was left out.",
      "Correct it in the PACS."),
  TIME_INVALID(
      "value/time-invalid",
      Severity.WARNING,
      "A time is impossible; only the date was kept.",
      "Correct it in the PACS."),
  OFFSET_INVALID(
      "value/offset-invalid",
      Severity.WARNING,
      "The time zone offset is impossible and was ignored.",
      "Correct it in the PACS."),
  NUMBER_INVALID(
      "value/number-invalid",
      Severity.WARNING,
      "A number cannot be read and was left out.",
      "Correct it in the PACS."),
  NUMBER_FORM(
      "value/number-form",
      Severity.WARNING,
      "A whole number is written as a fraction.",
      "No action is needed."),
  NUMBER_RANGE(
      "value/number-range",
      Severity.WARNING,
      "A number is negative or too large for FHIR and was left out.",
      "No action is needed."),
  TEXT_CONTROL_CHARACTERS(
      "value/control-characters",
      Severity.WARNING,
      "A text holds control characters and was left out.",
      "Correct it in the PACS."),
  TEXT_TRUNCATED(
      "value/truncated",
      Severity.WARNING,
      "A text is longer than its limit and was cut.",
      "No action is needed."),
  CODE_INCOMPLETE(
      "code/incomplete",
      Severity.WARNING,
      "A code has no value or no coding scheme; its meaning alone was kept.",
      "Correct the object in the PACS."),
  SEGMENT_INVALID(
      "segment/invalid",
      Severity.WARNING,
      "A segment or ROI has no usable number, or one that occurs twice, and was left out.",
      "Correct the object with the software that made it."),
  DERIVED_WITHOUT_SOURCE(
      "derived/without-source",
      Severity.WARNING,
      "A derived object names no source series.",
      "Write it with software that states its references."),
  PACS_UNAVAILABLE(
      "pacs/unavailable",
      Severity.ERROR,
      "The PACS cannot be reached or does not answer in time.",
      "The job waits and goes on by itself."),
  PACS_UNAUTHORIZED(
      "pacs/unauthorized",
      Severity.ERROR,
      "The PACS refuses the credentials.",
      "Check the user, password or token of clinical.linker.pacs."),
  PACS_SERVER_ERROR(
      "pacs/server-error",
      Severity.ERROR,
      "The PACS fails on this study.",
      "See the log of the PACS, then replay."),
  PACS_MALFORMED(
      "pacs/malformed",
      Severity.ERROR,
      "The PACS answers something that is no complete DICOM JSON.",
      "See what stands between the linker and the PACS, then replay."),
  PACS_TOO_LARGE(
      "pacs/too-large",
      Severity.ERROR,
      "The answer of the PACS exceeds a limit on size, depth or numbers.",
      "Look at the object in the PACS."),
  PACS_REFUSED(
      "pacs/refused",
      Severity.ERROR,
      "The PACS refuses the request or sends it elsewhere.",
      "Check clinical.linker.pacs.base-url; redirects are not followed."),
  PACS_TOO_MANY(
      "pacs/too-many-studies",
      Severity.ERROR,
      "The PACS lists more studies than DICOMweb paging can address (99,999).",
      "Split the PACS by a view for this project."),
  PROJECT_LOGIN_FAILED(
      "project/login-failed",
      Severity.ERROR,
      "The service account gets no token, so it cannot be asked which series belong to the project.",
      "Check clinical.linker.pacs.account; the job waits and goes on by itself."),
  PROJECT_LIST_REFUSED(
      "project/list-refused",
      Severity.ERROR,
      "The filter refuses to say which series belong to the project, so none is linked.",
      "Check clinical.linker.projects and the account; the job waits and goes on by itself."),
  PROJECT_LIST_UNAVAILABLE(
      "project/list-unavailable",
      Severity.ERROR,
      "It cannot be asked which series belong to the project, so none is linked.",
      "Check that the filter runs; the job waits and goes on by itself."),
  PROJECT_LIST_MALFORMED(
      "project/list-malformed",
      Severity.ERROR,
      "The answer to which series belong to the project is no complete list, so none is linked.",
      "See the log of the filter; the job waits and goes on by itself."),
  PROJECT_MANY_LEAVE(
      "project/many-leave",
      Severity.ERROR,
      "More than half of the linked studies are not listed for the project any more.",
      "Check the list of the filter; if it is right, relink."),
  FHIR_REJECTED(
      "fhir/rejected",
      Severity.ERROR,
      "The FHIR server refuses a resource of the study.",
      "See the code of the FHIR server, then replay."),
  FHIR_TARGET_MISSING(
      "fhir/target-missing",
      Severity.WARNING,
      "Something that the study refers to is not in the FHIR server yet.",
      "The study is tried again by itself."),
  FHIR_UNAVAILABLE(
      "fhir/unavailable",
      Severity.ERROR,
      "The FHIR server cannot be reached.",
      "The job waits and goes on by itself."),
  REQUEST_INVALID(
      "request/invalid",
      Severity.ERROR,
      "The request is not valid.",
      "See the OpenAPI description."),
  QUARANTINE_NOT_FOUND(
      "quarantine/not-found",
      Severity.ERROR,
      "There is no such entry in the quarantine.",
      "List the quarantine.");

  private final String code;
  private final Severity severity;
  private final String message;
  private final String hint;

  LinkerIssue(String code, Severity severity, String message, String hint) {
    this.code = code;
    this.severity = severity;
    this.message = message;
    this.hint = hint;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public String hint() {
    return hint;
  }
}
