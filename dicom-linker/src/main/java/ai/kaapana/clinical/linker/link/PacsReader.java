package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.dicomweb.DicomWebClient;
import ai.kaapana.clinical.linker.dicomweb.PacsException;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.DerivedKind;
import ai.kaapana.clinical.linker.model.StudySource;
import ai.kaapana.clinical.linker.model.StudySource.SeriesSource;
import ai.kaapana.clinical.linker.model.Tag;
import ai.kaapana.clinical.linker.model.Uid;
import ai.kaapana.clinical.linker.state.StudyState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads from the PACS what linking a study needs: the rows of its series, and only if they changed,
 * the rows of its instances and the metadata of one image per series and of each derived object.
 */
final class PacsReader {

  private final DicomWebClient pacs;
  private final Fingerprint fingerprint;
  private final Selection selection;

  PacsReader(DicomWebClient pacs, Fingerprint fingerprint, Selection selection) {
    this.pacs = pacs;
    this.fingerprint = fingerprint;
    this.selection = selection;
  }

  /**
   * @param rowsHash hash of the study's rows as listed; empty where no list of studies was read
   * @param force read everything, whatever the fingerprint says
   * @throws PacsException when the PACS as a whole is at fault
   */
  Reading read(String studyUid, String rowsHash, Optional<StudyState> known, boolean force) {
    var print = "";
    try {
      var series = selection.of(studyUid, pacs.series(studyUid));
      print = fingerprint.of(rowsHash.isEmpty() ? rowsHash(studyUid) : rowsHash, series);
      var settled = settled(studyUid, print, known);
      if (!force && settled.isPresent()) {
        return settled.get();
      }
      var rows = pacs.study(studyUid);
      if (rows.isEmpty() || series.isEmpty()) {
        return new Reading.Empty(studyUid, print);
      }
      var sources = new ArrayList<SeriesSource>();
      for (var row : series) {
        sources.add(source(studyUid, row));
      }
      return new Reading.Read(studyUid, print, new StudySource(rows, List.copyOf(sources)));
    } catch (PacsException e) {
      if (e.kind().isDependency()) {
        throw e;
      }
      return new Reading.Failed(studyUid, print, reason(e.kind()));
    }
  }

  private String rowsHash(String studyUid) {
    return Listing.hash(pacs.study(studyUid));
  }

  static LinkerIssue reason(PacsException.Kind kind) {
    return switch (kind) {
      case UNAVAILABLE -> LinkerIssue.PACS_UNAVAILABLE;
      case UNAUTHORIZED -> LinkerIssue.PACS_UNAUTHORIZED;
      case SERVER_ERROR -> LinkerIssue.PACS_SERVER_ERROR;
      case MALFORMED -> LinkerIssue.PACS_MALFORMED;
      case TOO_LARGE -> LinkerIssue.PACS_TOO_LARGE;
      case REFUSED -> LinkerIssue.PACS_REFUSED;
      case TOO_MANY -> LinkerIssue.PACS_TOO_MANY;
    };
  }

  /** What lies outside of the study, the PACS or the store, may have healed: it is tried again. */
  private static Optional<Reading> settled(
      String studyUid, String print, Optional<StudyState> known) {
    return known
        .filter(state -> state.fingerprint().equals(print))
        .flatMap(
            state ->
                switch (state.status()) {
                  case LINKED -> Optional.of(new Reading.Unchanged(studyUid));
                  case WAITING -> Optional.empty();
                  case QUARANTINED ->
                      state
                          .lastError()
                          .filter(code -> !code.startsWith("pacs/") && !code.startsWith("fhir/"))
                          .map(code -> new Reading.StillQuarantined(studyUid));
                });
  }

  private SeriesSource source(String studyUid, Dataset row) {
    var seriesUid = row.text(Tag.SERIES_INSTANCE_UID).orElse("");
    if (!Uid.isValid(seriesUid)) {
      return new SeriesSource(row, List.of(), List.of());
    }
    var instances = pacs.instances(studyUid, seriesUid);
    var metadata = new ArrayList<Dataset>();
    for (var uid : representatives(row, instances)) {
      metadata.addAll(pacs.metadata(studyUid, seriesUid, uid));
    }
    return new SeriesSource(row, instances, List.copyOf(metadata));
  }

  /** Each derived object, and the first image: by its number, then by its UID. */
  private static List<String> representatives(Dataset row, List<Dataset> instances) {
    boolean derivedSeries = row.text(Tag.MODALITY).flatMap(DerivedKind::ofModality).isPresent();
    var wanted = new ArrayList<String>();
    instances.stream()
        .filter(i -> !isDerived(i, derivedSeries))
        .filter(i -> i.text(Tag.SOP_INSTANCE_UID).filter(Uid::isValid).isPresent())
        .min(
            Comparator.comparing(PacsReader::number)
                .thenComparing(i -> i.text(Tag.SOP_INSTANCE_UID).orElse("")))
        .flatMap(i -> i.text(Tag.SOP_INSTANCE_UID))
        .ifPresent(wanted::add);
    instances.stream()
        .filter(i -> isDerived(i, derivedSeries))
        .flatMap(i -> i.text(Tag.SOP_INSTANCE_UID).filter(Uid::isValid).stream())
        .sorted()
        .forEach(wanted::add);
    return wanted;
  }

  private static boolean isDerived(Dataset instance, boolean derivedSeries) {
    return instance
        .text(Tag.SOP_CLASS_UID)
        .map(sopClass -> DerivedKind.ofSopClass(sopClass).isPresent())
        .orElse(derivedSeries);
  }

  private static long number(Dataset instance) {
    return instance
        .text(Tag.INSTANCE_NUMBER)
        .filter(text -> text.matches("-?\\d{1,12}"))
        .map(Long::parseLong)
        .orElse(Long.MAX_VALUE);
  }
}
