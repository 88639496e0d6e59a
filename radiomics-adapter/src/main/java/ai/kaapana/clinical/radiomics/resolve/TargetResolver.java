package ai.kaapana.clinical.radiomics.resolve;

import static ai.kaapana.clinical.radiomics.RadiomicsIssue.PATIENT_CONTRADICTION;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.PATIENT_MISSING;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SEGMENT_AMBIGUOUS;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SEGMENT_CONTRADICTION;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SEGMENT_INACTIVE;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SEGMENT_MISSING;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SERIES_AMBIGUOUS;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SERIES_CONTRADICTION;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SERIES_MISSING;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.SERIES_NOT_SEGMENTED;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.STUDY_MISSING;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.TARGET_INCOMPLETE;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.TARGET_LOCATION;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.TARGET_NO_LABEL;
import static ai.kaapana.clinical.radiomics.RadiomicsIssue.TARGET_NO_PATIENT;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import ai.kaapana.clinical.radiomics.resolve.Resolution.Found;
import ai.kaapana.clinical.radiomics.resolve.Resolution.Quarantined;
import ai.kaapana.clinical.radiomics.resolve.Resolution.Rejected;
import ai.kaapana.clinical.radiomics.resolve.Resolution.Waiting;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement.UidKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the targets of results in the FHIR store.
 *
 * <p>What is not there yet is waited for; what fits twice or contradicts is left to a person. The
 * segment decides the patient, the image series decides the study, and whatever else the row says
 * must agree.
 */
public final class TargetResolver {

  private final ImagingLookup lookup;
  private final String patientSystem;
  private final @Nullable String dataset;
  private final boolean acceptUnlinked;

  /**
   * For one ingest.
   *
   * @param dataset to which results without image belong, null if none was named
   * @param acceptUnlinked whether results without image are wanted
   */
  public TargetResolver(
      ImagingLookup lookup,
      String patientSystem,
      @Nullable String dataset,
      boolean acceptUnlinked) {
    this.lookup = lookup;
    this.patientSystem = patientSystem;
    this.dataset = dataset;
    this.acceptUnlinked = acceptUnlinked;
  }

  /** One resolution for each statement, in their order; the store is asked for all at once. */
  public List<Resolution> resolve(List<TargetStatement> statements) {
    var snapshot = Snapshot.of(lookup, statements, patientSystem);
    return statements.stream().map(statement -> resolve(statement, snapshot)).toList();
  }

  private Resolution resolve(TargetStatement statement, Snapshot snapshot) {
    if (statement.issue() != null) {
      return statement.issue() == TARGET_LOCATION
          ? new Quarantined(TARGET_LOCATION)
          : new Rejected(statement.issue());
    }
    var linked = linked(statement, snapshot);
    var missing =
        switch (linked) {
          case Waiting waiting -> waiting.issue();
          case Rejected rejected -> rejected.issue();
          case Found found -> null;
          case Quarantined quarantined -> null;
        };
    return acceptUnlinked && missing != null ? unlinked(statement, missing, snapshot) : linked;
  }

  private Resolution unlinked(
      TargetStatement statement, RadiomicsIssue missing, Snapshot snapshot) {
    if (statement.patientId() == null || statement.patientId().isEmpty() || dataset == null) {
      return new Rejected(TARGET_NO_PATIENT);
    }
    if (statement.label() == null) {
      return new Rejected(TARGET_NO_LABEL);
    }
    var patient = ResourceIds.patient(patientSystem, statement.patientId());
    if (!snapshot.patientExists(patient)) {
      return new Waiting(PATIENT_MISSING, "Patient/" + patient);
    }
    return new Found(
        new Target.Unlinked(patient, dataset, statement.patientId(), statement.label()),
        List.of(),
        missing == TARGET_INCOMPLETE ? null : missing);
  }

  private Resolution linked(TargetStatement statement, Snapshot snapshot) {
    if (!statement.namesSegment()) {
      return new Rejected(TARGET_INCOMPLETE);
    }
    var direct = statement.instance().flatMap(key -> snapshot.segment(key));
    if (direct.isPresent()) {
      return withSegment(statement, direct.get(), snapshot);
    }
    if (statement.kind() == UidKind.INSTANCE && statement.segmentNumber() != null) {
      return new Waiting(SEGMENT_MISSING, "BodyStructure/" + snapshot.id(statement));
    }
    return bySearch(statement, snapshot);
  }

  /** Series of a segmentation, or no number: the segments of the patient are looked through. */
  private Resolution bySearch(TargetStatement statement, Snapshot snapshot) {
    var owner = snapshot.ownerOf(statement, patientSystem);
    if (owner.isEmpty()) {
      return new Waiting(SEGMENT_MISSING, "");
    }
    var fitting =
        snapshot.segmentsOf(owner.get()).stream()
            .filter(segment -> fits(segment, statement) && isMeant(segment, statement))
            .filter(segment -> isIn(statement.folder(), segment))
            .toList();
    return switch (fitting.size()) {
      case 0 -> new Waiting(SEGMENT_MISSING, "");
      case 1 -> withSegment(statement, fitting.getFirst(), snapshot);
      default -> new Quarantined(SEGMENT_AMBIGUOUS);
    };
  }

  /** By its number; without one and without a UID of its own, by what became of its label. */
  private static boolean isMeant(Segment segment, TargetStatement statement) {
    if (statement.segmentNumber() != null) {
      return statement.segmentNumber().equals(segment.number());
    }
    if (statement.maskIsCutOff()) {
      return Objects.equals(statement.folder(), segment.seriesUid());
    }
    return statement.segmentation() != null
        || StockNames.isNameOf(statement.mask(), segment.label());
  }

  /** Whether a mask is called as the workflow would call that of the segment. */
  private static boolean isCalled(TargetStatement statement, Segment segment) {
    return statement.mask() == null
        || statement.maskIsCutOff()
        || segment.label() == null
        || StockNames.isNameOf(statement.mask(), segment.label());
  }

  /** A folder is named after the segmentation or the image. */
  private static boolean isIn(@Nullable String folder, Segment segment) {
    return folder == null
        || folder.equals(segment.seriesUid())
        || segment.sources().containsKey(folder);
  }

  private static boolean fits(Segment segment, TargetStatement statement) {
    if (statement.segmentation() == null) {
      return true;
    }
    return switch (statement.kind()) {
      case INSTANCE -> Objects.equals(segment.sopInstanceUid(), statement.segmentation());
      case SERIES -> Objects.equals(segment.seriesUid(), statement.segmentation());
      case EITHER ->
          Objects.equals(segment.sopInstanceUid(), statement.segmentation())
              || Objects.equals(segment.seriesUid(), statement.segmentation());
    };
  }

  private Resolution withSegment(TargetStatement statement, Segment segment, Snapshot snapshot) {
    if (!segment.active()) {
      return new Waiting(SEGMENT_INACTIVE, "BodyStructure/" + segment.id());
    }
    if (segment.sopInstanceUid() == null || segment.number() == null) {
      return new Waiting(SEGMENT_MISSING, "BodyStructure/" + segment.id());
    }
    if (!isIn(statement.folder(), segment) || !isCalled(statement, segment)) {
      return new Quarantined(TARGET_LOCATION);
    }
    if (contradicts(statement, segment.patient())) {
      return new Quarantined(PATIENT_CONTRADICTION);
    }
    var series = statement.seriesUid();
    if (series == null && segment.sources().containsKey(statement.folder())) {
      series = statement.folder();
    }
    var file = imageOfFile(statement, segment);
    if (file != null && !isPossible(file, series, segment)) {
      return new Quarantined(TARGET_LOCATION);
    }
    if (series == null) {
      series = file;
    }
    if (series == null) {
      if (segment.sources().size() != 1) {
        return segment.sources().isEmpty()
            ? new Waiting(SERIES_MISSING, "")
            : new Quarantined(SERIES_AMBIGUOUS);
      }
      series = segment.sources().keySet().iterator().next();
    }
    return withSeries(statement, segment, series, snapshot);
  }

  /** The image after which the file is named, null if it is named after something else. */
  private static @Nullable String imageOfFile(TargetStatement statement, Segment segment) {
    var file = statement.file();
    var other =
        file == null
            || file.equals(statement.folder())
            || file.equals(segment.seriesUid())
            || file.equals(segment.sopInstanceUid())
            || segment.sources().containsValue(file);
    return other ? null : file;
  }

  private static boolean isPossible(String file, @Nullable String series, Segment segment) {
    return series == null
        ? segment.sources().isEmpty() || segment.sources().containsKey(file)
        : series.equals(file);
  }

  private boolean contradicts(TargetStatement statement, String patient) {
    return statement.patientId() != null
        && !statement.patientId().isEmpty()
        && !ResourceIds.patient(patientSystem, statement.patientId()).equals(patient);
  }

  private Resolution withSeries(
      TargetStatement statement, Segment segment, String series, Snapshot snapshot) {
    var stated =
        Optional.ofNullable(statement.studyUid())
            .or(() -> Optional.ofNullable(segment.sources().get(series)).filter(s -> !s.isEmpty()));
    var elsewhere = snapshot.studyOfSeries(series);
    if (stated.isEmpty()) {
      if (snapshot.isInSeveralStudies(series)) {
        return new Quarantined(SERIES_AMBIGUOUS);
      }
      return elsewhere
          .map(study -> found(segment, study, series))
          .orElseGet(() -> new Waiting(SERIES_MISSING, ""));
    }
    var studyId = ResourceIds.study(stated.get());
    var study = snapshot.study(studyId);
    if (study.isEmpty()) {
      return elsewhere.isPresent()
          ? new Quarantined(SERIES_CONTRADICTION)
          : new Waiting(STUDY_MISSING, "ImagingStudy/" + studyId);
    }
    if (component(study.get(), series).isPresent()) {
      return found(segment, study.get(), series);
    }
    return elsewhere.isPresent()
        ? new Quarantined(SERIES_CONTRADICTION)
        : new Waiting(SERIES_MISSING, "ImagingStudy/" + studyId);
  }

  private static Resolution found(Segment segment, ImagingStudy study, String series) {
    var patient = study.getSubject().getReferenceElement().getIdPart();
    if (!segment.patient().equals(patient)) {
      return new Quarantined(SEGMENT_CONTRADICTION);
    }
    var component = component(study, series).orElseThrow();
    var started =
        component.hasStarted() ? component.getStartedElement() : study.getStartedElement();
    var target =
        new Target.Linked(
            patient,
            study.getIdElement().getIdPart(),
            segment.id(),
            Snapshot.studyUid(study),
            series,
            Objects.requireNonNull(segment.sopInstanceUid()),
            Objects.requireNonNull(segment.number()),
            component.hasModality() ? component.getModality().getCode() : "",
            started.getValueAsString(),
            segment.label());
    var drawnHere = segment.sources().isEmpty() || segment.sources().containsKey(series);
    return new Found(target, drawnHere ? List.of() : List.of(SERIES_NOT_SEGMENTED), null);
  }

  static Optional<ImagingStudySeriesComponent> component(ImagingStudy study, String seriesUid) {
    return study.getSeries().stream()
        .filter(series -> seriesUid.equals(series.getUid()))
        .findFirst();
  }
}
