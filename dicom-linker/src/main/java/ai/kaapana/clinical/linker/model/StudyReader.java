package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a study of what the PACS answered. Pure: whatever cannot be read becomes an issue, never an
 * exception.
 */
public final class StudyReader {

  private final StudySource source;
  private final Findings findings;

  private StudyReader(StudySource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /**
   * Returns the study, or nothing when an issue of severity error was found.
   *
   * @param findings receives everything that was wrong
   */
  public static Optional<Study> read(StudySource source, Findings findings) {
    var uid =
        source.rows().stream().flatMap(r -> r.text(Tag.STUDY_INSTANCE_UID).stream()).findFirst();
    if (uid.filter(Uid::isValid).isEmpty()) {
      findings.add(LinkerIssue.STUDY_UID_INVALID, Tag.STUDY_INSTANCE_UID);
      return Optional.empty();
    }
    return new StudyReader(source, findings).study(uid.get());
  }

  private Optional<Study> study(String uid) {
    requireConsistent();
    var metadata = source.series().stream().flatMap(s -> s.metadata().stream()).toList();
    var layers =
        new Layers(
            Stream.of(source.rows(), rows(), metadata).flatMap(List::stream).toList(),
            findings,
            null);
    var patient = PatientReader.read(layers, metadata, findings);
    var started = layers.moment(Tag.STUDY_DATE, Tag.STUDY_TIME, Optional.empty());
    var series = new ArrayList<Series>();
    for (var one : source.series()) {
      new SeriesReader(uid, one, findings).read(started.offset()).ifPresent(series::add);
    }
    series.sort(
        Comparator.comparingInt((Series s) -> s.number().orElse(Integer.MAX_VALUE))
            .thenComparing(Series::uid));
    if (series.isEmpty()) {
      findings.add(LinkerIssue.STUDY_WITHOUT_SERIES, 0);
    }
    return findings.obstacle().isPresent() || series.isEmpty()
        ? Optional.empty()
        : Optional.of(study(uid, layers, patient, started, series));
  }

  private Study study(
      String uid, Layers layers, PatientIdentity patient, Moment started, List<Series> series) {
    return new Study(
        uid,
        patient,
        started,
        layers.text(Tag.ACCESSION_NUMBER),
        layers.datasets().stream()
            .flatMap(d -> d.item(Tag.ISSUER_OF_ACCESSION_NUMBER).stream())
            .flatMap(item -> PatientReader.universalId(item).stream())
            .findFirst(),
        layers.text(Tag.STUDY_ID),
        layers.text(Tag.STUDY_DESCRIPTION),
        layers.codes(Tag.PROCEDURE_CODE_SEQUENCE),
        reasons(layers),
        timeAxis(layers),
        List.copyOf(series));
  }

  /** Rows of series: they may state patient and study attributes that the study row lacks. */
  private List<Dataset> rows() {
    return source.series().stream().map(StudySource.SeriesSource::row).toList();
  }

  private void requireConsistent() {
    var all =
        Stream.concat(
            source.rows().stream(),
            source.series().stream()
                .flatMap(
                    s ->
                        Stream.of(Stream.of(s.row()), s.instances().stream(), s.metadata().stream())
                            .flatMap(x -> x)));
    if (all.anyMatch(Dataset::isContradictory)) {
      findings.add(LinkerIssue.STUDY_CONTRADICTORY, 0);
    }
  }

  private static List<String> reasons(Layers layers) {
    return layers.datasets().stream()
        .flatMap(d -> d.items(Tag.REQUEST_ATTRIBUTES_SEQUENCE).stream())
        .flatMap(item -> item.text(Tag.REASON_FOR_REQUESTED_PROCEDURE).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static TimeAxis timeAxis(Layers layers) {
    return new TimeAxis(
        layers.text(Tag.TIME_POINT_ID),
        layers.text(Tag.TIME_POINT_DESCRIPTION),
        layers.decimal(Tag.TIME_EVENT_OFFSET, 0),
        layers.text(Tag.TIME_EVENT_TYPE),
        layers.text(Tag.TEMPORAL_MODIFIED));
  }
}
