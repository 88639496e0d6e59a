package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.state.LinkedStudy;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** What is to be done with a study that was read. */
sealed interface Plan {

  /**
   * It can be linked.
   *
   * @param record what is remembered once the FHIR server has confirmed
   * @param patient what the PACS states of the patient now
   * @param shared Endpoint and Devices
   * @param own ImagingStudy, BodyStructures, and former BodyStructures that are inactive now
   * @param formerPatient restatement of a patient to whom the study belonged before
   */
  record Ready(
      LinkedStudy record,
      PatientStatement patient,
      List<Resource> shared,
      List<Resource> own,
      Optional<PatientStatement> formerPatient)
      implements Plan {}

  /** It cannot be linked. */
  record Quarantine(String studyUid, String fingerprint, LinkerIssue reason) implements Plan {}

  /** It is not complete yet. */
  record Wait(String studyUid, String fingerprint, LinkerIssue reason) implements Plan {}

  /** The installation leaves such studies out. */
  record Skip(String studyUid) implements Plan {}
}
