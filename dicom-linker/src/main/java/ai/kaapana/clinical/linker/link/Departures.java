package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.mapping.LeftStudyMapper;
import ai.kaapana.clinical.linker.mapping.PatientMapper;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.PatientKey;
import ai.kaapana.clinical.linker.state.StudyState;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.http.HttpStatus;

/** Takes back the studies of which no series belongs to the project any more. */
final class Departures {

  /** Fewer than these may leave at once unasked, however few there are. */
  private static final int FEW = 10;

  private final LinkerQueries queries;
  private final FhirStore store;
  private final ChunkWriter writer;
  private final LeftStudyMapper.Policy policy;

  Departures(
      LinkerQueries queries, FhirStore store, ChunkWriter writer, LeftStudyMapper.Policy policy) {
    this.queries = queries;
    this.store = store;
    this.writer = writer;
    this.policy = policy;
  }

  /**
   * Returns the known studies of which the selection holds nothing, or nothing that is linked:
   * those are taken back first, since what is listed instead may not be in the PACS yet.
   *
   * @param forced whether a person answers for it that most of the studies leave
   * @throws ProblemException when so many leave at once that the list is more likely wrong
   */
  List<String> of(Selection selection, boolean forced) {
    if (selection instanceof Selection.Everything) {
      return List.of();
    }
    var known = queries.studies();
    var series = queries.series();
    var staying =
        series.stream()
            .filter(selection::holds)
            .map(SeriesKey::studyUid)
            .collect(Collectors.toSet());
    var linked = series.stream().map(SeriesKey::studyUid).collect(Collectors.toSet());
    var leaving =
        known.stream()
            .filter(uid -> linked.contains(uid) ? !staying.contains(uid) : !selection.holds(uid))
            .toList();
    if (!forced && leaving.size() > FEW && 2 * leaving.size() > known.size()) {
      throw new ProblemException(LinkerIssue.PROJECT_MANY_LEAVE, HttpStatus.CONFLICT);
    }
    return leaving;
  }

  /** Takes one study back. */
  void leave(String studyUid) {
    queries.study(studyUid).ifPresent(this::leave);
  }

  private void leave(StudyState study) {
    var remains = new ArrayList<Resource>();
    store
        .read(ImagingStudy.class, ResourceIds.study(study.studyUid()))
        .filter(linked -> study.linkedAt().isPresent())
        .ifPresent(linked -> remains.add(LeftStudyMapper.map(linked, policy)));
    var segments = queries.segments(study.studyUid());
    if (!segments.isEmpty()) {
      store.readAll(BodyStructure.class, segments).values().stream()
          .map(LeftStudyMapper::map)
          .forEach(remains::add);
    }
    var patient =
        remains.isEmpty()
            ? null
            : study.patient().map(key -> restated(key, study.studyUid())).orElse(null);
    writer.left(study.studyUid(), patient, remains);
  }

  /** What the remaining studies say of the patient. */
  private PatientStatement restated(PatientKey patient, String without) {
    return PatientMapper.map(
        patient.system(), patient.patientId(), queries.statements(patient, List.of(without)));
  }
}
