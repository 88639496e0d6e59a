package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.mapping.MappingRules;
import ai.kaapana.clinical.linker.mapping.PatientMapper;
import ai.kaapana.clinical.linker.mapping.StudyMapper;
import ai.kaapana.clinical.linker.model.Findings;
import ai.kaapana.clinical.linker.model.Links;
import ai.kaapana.clinical.linker.model.PatientIdentity;
import ai.kaapana.clinical.linker.model.Series;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.model.Study;
import ai.kaapana.clinical.linker.model.StudyPatient;
import ai.kaapana.clinical.linker.model.StudyReader;
import ai.kaapana.clinical.linker.model.Tag;
import ai.kaapana.clinical.linker.state.LinkedStudy;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.PatientKey;
import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Resource;

/**
 * Decides what becomes of the studies of one chunk, one after the other in the order of their UIDs,
 * so that the same studies always end in the same plan.
 */
final class Planner {

  private final MappingRules rules;
  private final MissingPatientId missingPatientId;
  private final StudyMapper mapper;
  private final LinkerQueries queries;
  private final FhirStore store;

  /** Studies that were planned before and are not recorded yet. */
  private final Map<PatientKey, List<StudyPatient>> planned = new HashMap<>();

  private final Map<String, SeriesKey> plannedSeries = new HashMap<>();

  Planner(
      MappingRules rules,
      MissingPatientId missingPatientId,
      StudyMapper mapper,
      LinkerQueries queries,
      FhirStore store) {
    this.rules = rules;
    this.missingPatientId = missingPatientId;
    this.mapper = mapper;
    this.queries = queries;
    this.store = store;
  }

  /**
   * @param approved whether a person asked to link the study to the patient that it names now
   */
  Plan plan(Reading.Read read, boolean approved) {
    var uid = read.studyUid();
    var findings = new Findings(uid);
    var study = StudyReader.read(read.source(), findings);
    var obstacle = findings.obstacle();
    if (obstacle.isPresent()) {
      return new Plan.Quarantine(uid, read.fingerprint(), obstacle.get());
    }
    if (study.isEmpty()) {
      return new Plan.Wait(uid, read.fingerprint(), LinkerIssue.STUDY_WITHOUT_SERIES);
    }
    var patient = patient(study.get());
    if (patient.isEmpty()) {
      return missingPatientId == MissingPatientId.SKIP
          ? new Plan.Skip(uid)
          : new Plan.Quarantine(uid, read.fingerprint(), LinkerIssue.PATIENT_ID_MISSING);
    }
    var former = queries.study(uid).flatMap(state -> state.patient());
    if (!approved && former.isPresent() && !former.equals(patient)) {
      return new Plan.Quarantine(uid, read.fingerprint(), LinkerIssue.PATIENT_CHANGED);
    }
    if (isSeriesTaken(study.get())) {
      return new Plan.Quarantine(uid, read.fingerprint(), LinkerIssue.SERIES_IN_TWO_STUDIES);
    }
    return ready(read, study.get(), patient.get(), former, findings);
  }

  private Plan ready(
      Reading.Read read,
      Study study,
      PatientKey patient,
      Optional<PatientKey> former,
      Findings findings) {
    var statements = statements(study, patient);
    addFindings(statements, findings);
    var links = Links.of(study, known(study));
    var mapped = mapper.map(study, links, patient.system(), patient.patientId(), findings);
    var segments = ids(mapped.own());
    var own = new ArrayList<Resource>(mapped.own());
    own.addAll(retired(study, segments));
    var record =
        new LinkedStudy(
            study,
            patient,
            read.fingerprint(),
            links.edges(),
            findings.all(),
            segments,
            mapped.shared().stream().map(Planner::reference).toList());
    planned.computeIfAbsent(patient, p -> new ArrayList<>()).add(StudyPatient.of(study));
    study.series().forEach(s -> plannedSeries.put(s.uid(), new SeriesKey(study.uid(), s.uid())));
    return new Plan.Ready(
        record,
        PatientMapper.map(patient.system(), patient.patientId(), statements),
        mapped.shared(),
        own,
        former.filter(f -> !f.equals(patient)).map(f -> restated(f, study)));
  }

  private Optional<PatientKey> patient(Study study) {
    PatientIdentity identity = study.patient();
    var system = rules.systemFor(identity.issuer(), identity.universalIssuer());
    if (identity.patientId().isPresent()) {
      return Optional.of(new PatientKey(system, identity.patientId().get()));
    }
    return missingPatientId == MissingPatientId.PLACEHOLDER_PER_STUDY
        ? Optional.of(new PatientKey(rules.patientSystem(), "urn:oid:" + study.uid()))
        : Optional.empty();
  }

  private List<StudyPatient> statements(Study study, PatientKey patient) {
    var replaced = new HashSet<String>();
    replaced.add(study.uid());
    var earlier = planned.getOrDefault(patient, List.of());
    earlier.forEach(statement -> replaced.add(statement.studyUid()));
    var statements = new ArrayList<>(queries.statements(patient, replaced));
    earlier.stream().filter(s -> !s.studyUid().equals(study.uid())).forEach(statements::add);
    statements.add(StudyPatient.of(study));
    return statements;
  }

  /** What remains to be said of a patient who has lost this study to another one. */
  private PatientStatement restated(PatientKey former, Study study) {
    return PatientMapper.map(
        former.system(), former.patientId(), queries.statements(former, List.of(study.uid())));
  }

  private static void addFindings(List<StudyPatient> statements, Findings findings) {
    if (PatientMapper.isContradictory(statements)) {
      findings.add(LinkerIssue.PATIENT_DEMOGRAPHICS_CONFLICT, Tag.PATIENT_ID);
    }
    if (PatientMapper.hasSeveralIssuers(statements)) {
      findings.add(LinkerIssue.PATIENT_ISSUER_CONFLICT, Tag.ISSUER_OF_PATIENT_ID);
    }
  }

  private boolean isSeriesTaken(Study study) {
    var own = study.series().stream().map(Series::uid).toList();
    return Stream.concat(
            queries.linkedElsewhere(own, study.uid()).stream(),
            own.stream().map(plannedSeries::get).filter(Objects::nonNull))
        .anyMatch(key -> !key.studyUid().equals(study.uid()));
  }

  private Links.Known known(Study study) {
    var wanted =
        study.series().stream()
            .flatMap(s -> s.derived().stream())
            .flatMap(object -> object.references().stream())
            .map(SeriesKey::seriesUid)
            .collect(Collectors.toSet());
    // A study planned before counts as linked: a run cut into other chunks must not end otherwise.
    var series = new HashMap<>(wanted.isEmpty() ? Map.of() : queries.linkedSeries(wanted));
    wanted.stream()
        .filter(plannedSeries::containsKey)
        .forEach(uid -> series.put(uid, plannedSeries.get(uid)));
    return new Links.Known(series, queries.looseTargets(study.uid()));
  }

  /** BodyStructures of segments that the study does not hold any more. */
  private List<BodyStructure> retired(Study study, List<String> segments) {
    var gone = new HashSet<>(queries.segments(study.uid()));
    gone.removeAll(segments);
    if (gone.isEmpty()) {
      return List.of();
    }
    return store.readAll(BodyStructure.class, gone).values().stream()
        .map(structure -> structure.setActive(false))
        .toList();
  }

  private static List<String> ids(List<Resource> resources) {
    return resources.stream()
        .filter(BodyStructure.class::isInstance)
        .map(resource -> resource.getIdElement().getIdPart())
        .toList();
  }

  private static String reference(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }
}
