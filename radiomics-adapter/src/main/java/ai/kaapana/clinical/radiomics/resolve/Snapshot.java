package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement.SegmentKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.jspecify.annotations.Nullable;

/** What the store held about a number of statements when they were resolved. */
final class Snapshot {

  private static final String OID = "urn:oid:";

  private final ImagingLookup lookup;
  private final Map<String, Segment> segments;
  private final Map<String, ImagingStudy> studies;
  private final Map<String, Set<String>> bySeries = new HashMap<>();
  private final Map<String, List<Segment>> ofPatient = new HashMap<>();
  private final Set<String> patients;
  private final Set<String> asked = new HashSet<>();

  private Snapshot(
      ImagingLookup lookup,
      Map<String, Segment> segments,
      Map<String, ImagingStudy> studies,
      Set<String> patients) {
    this.lookup = lookup;
    this.segments = segments;
    this.studies = new HashMap<>(studies);
    this.patients = patients;
    studies.values().forEach(this::index);
  }

  /** Three questions for everything that can be asked by id, one for the series that are left. */
  static Snapshot of(ImagingLookup lookup, List<TargetStatement> statements, String patientSystem) {
    var segmentIds =
        statements.stream()
            .flatMap(statement -> statement.instance().stream())
            .map(key -> ResourceIds.segment(key.sopInstanceUid(), key.number()))
            .collect(Collectors.toSet());
    Map<String, Segment> segments =
        lookup.segments(segmentIds).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Segment.of(entry.getValue())));
    var studyIds = new HashSet<String>();
    statements.stream()
        .filter(statement -> statement.studyUid() != null)
        .forEach(statement -> studyIds.add(ResourceIds.study(statement.studyUid())));
    segments.values().stream()
        .flatMap(segment -> segment.sources().values().stream())
        .filter(study -> !study.isEmpty())
        .forEach(study -> studyIds.add(ResourceIds.study(study)));
    var patientIds =
        statements.stream()
            .filter(statement -> statement.patientId() != null && !statement.patientId().isBlank())
            .map(statement -> ResourceIds.patient(patientSystem, statement.patientId()))
            .collect(Collectors.toSet());
    var result =
        new Snapshot(lookup, segments, lookup.studies(studyIds), lookup.patients(patientIds));
    result.asked.addAll(studyIds);
    result.loadSeries(statements);
    return result;
  }

  private void loadSeries(List<TargetStatement> statements) {
    var wanted = new HashSet<String>();
    for (var statement : statements) {
      want(wanted, statement.seriesUid(), statement.studyUid() != null);
      if (statement.instance().flatMap(this::segment).isEmpty()) {
        want(wanted, statement.segmentation(), true);
        want(wanted, statement.folder(), true);
      }
    }
    segments
        .values()
        .forEach(s -> s.sources().forEach((uid, study) -> want(wanted, uid, !study.isEmpty())));
    asked.addAll(wanted);
    if (!wanted.isEmpty()) {
      lookup.studiesOfSeries(wanted).forEach(this::index);
    }
  }

  /** Where no study is stated, every study with the series has to be known, not just one. */
  private void want(Set<String> wanted, @Nullable String seriesUid, boolean studyStated) {
    if (seriesUid != null && !(studyStated && bySeries.containsKey(seriesUid))) {
      wanted.add(seriesUid);
    }
  }

  private void index(ImagingStudy study) {
    var id = study.getIdElement().getIdPart();
    studies.putIfAbsent(id, study);
    study
        .getSeries()
        .forEach(series -> bySeries.computeIfAbsent(series.getUid(), u -> new TreeSet<>()).add(id));
  }

  Optional<Segment> segment(SegmentKey key) {
    return Optional.ofNullable(
        segments.get(ResourceIds.segment(key.sopInstanceUid(), key.number())));
  }

  String id(TargetStatement statement) {
    return statement
        .instance()
        .map(key -> ResourceIds.segment(key.sopInstanceUid(), key.number()))
        .orElse("");
  }

  /** What was not foreseen, because a segment was found by search, is asked for now, once. */
  Optional<ImagingStudy> study(String id) {
    if (!studies.containsKey(id) && asked.add(id)) {
      lookup.studies(Set.of(id)).values().forEach(this::index);
    }
    return Optional.ofNullable(studies.get(id));
  }

  Optional<ImagingStudy> studyOfSeries(String seriesUid) {
    if (!bySeries.containsKey(seriesUid) && asked.add(seriesUid)) {
      lookup.studiesOfSeries(Set.of(seriesUid)).forEach(this::index);
    }
    return Optional.ofNullable(bySeries.get(seriesUid))
        .map(ids -> studies.get(ids.iterator().next()));
  }

  /** A series UID must be unique, but some archives hold it in more than one study. */
  boolean isInSeveralStudies(String seriesUid) {
    return bySeries.getOrDefault(seriesUid, Set.of()).size() > 1;
  }

  boolean patientExists(String id) {
    return patients.contains(id);
  }

  /** The patient whose segments are to be looked through: of the segmentation, image or row. */
  Optional<String> ownerOf(TargetStatement statement, String patientSystem) {
    return Optional.ofNullable(statement.segmentation())
        .flatMap(this::studyOfSeries)
        .or(() -> Optional.ofNullable(statement.folder()).flatMap(this::studyOfSeries))
        .or(() -> Optional.ofNullable(statement.file()).flatMap(this::studyOfSeries))
        .or(() -> Optional.ofNullable(statement.seriesUid()).flatMap(this::studyOfSeries))
        .or(
            () ->
                Optional.ofNullable(statement.studyUid())
                    .map(ResourceIds::study)
                    .flatMap(this::study))
        .map(study -> study.getSubject().getReferenceElement().getIdPart())
        .or(
            () ->
                Optional.ofNullable(statement.patientId())
                    .filter(id -> !id.isBlank())
                    .map(id -> ResourceIds.patient(patientSystem, id)));
  }

  List<Segment> segmentsOf(String patient) {
    return ofPatient.computeIfAbsent(
        patient, id -> lookup.segmentsOf(id).stream().map(Segment::of).toList());
  }

  static String studyUid(ImagingStudy study) {
    return study.getIdentifier().stream()
        .filter(identifier -> CodeSystems.DICOM_UID.equals(identifier.getSystem()))
        .map(identifier -> identifier.getValue().substring(OID.length()))
        .findFirst()
        .orElseThrow();
  }
}
