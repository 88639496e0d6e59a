package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one series. Source: DICOM PS3.3 sections C.7.3.1 and C.7.5.1. */
final class SeriesReader {

  /** Source: DICOM PS3.3 C.7.3.1.1.1, defined terms of Modality, those in use and those retired. */
  private static final Set<String> MODALITIES =
      Set.of(
          ("ANN AR ASMT AU BDUS BI BMD CD CF CP CR CS CT CTPROTOCOL DD DF DG DM DMS DOC DS DX EC"
                  + " ECG EEG EMG EOG EPS ES FA FID FS GM HC HD IO IOL IVOCT IVUS KER KO LEN LP LS M3D"
                  + " MA MG MR MS NM OAM OCT OP OPM OPR OPT OPTBSV OPTENF OPV OSS OT PA PLAN POS PR PT"
                  + " PX REG RESP RF RG RTDOSE RTIMAGE RTINTENT RTPLAN RTRAD RTRECORD RTSEGANN"
                  + " RTSTRUCT RWV SEG SM SMR SR SRF ST STAIN TEXTUREMAP TG US VA VF XA XAPROTOCOL XC")
              .split(" "));

  private final String studyUid;
  private final StudySource.SeriesSource source;
  private final Findings findings;

  SeriesReader(String studyUid, StudySource.SeriesSource source, Findings findings) {
    this.studyUid = studyUid;
    this.source = source;
    this.findings = findings;
  }

  Optional<Series> read(Optional<ZoneOffset> offsetOfStudy) {
    var uid = source.row().text(Tag.SERIES_INSTANCE_UID).filter(Uid::isValid);
    if (uid.isEmpty()) {
      findings.add(LinkerIssue.SERIES_UID_INVALID, Tag.SERIES_INSTANCE_UID);
      return Optional.empty();
    }
    return Optional.of(series(uid.get(), offsetOfStudy));
  }

  private Series series(String uid, Optional<ZoneOffset> offsetOfStudy) {
    var instances = instances(uid);
    var derived = derived(uid);
    var modality = modality(uid, instances);
    var images = images();
    // In a mixed series the attributes of the image count, so the image comes before the rest.
    var layers =
        new Layers(
            Stream.of(List.of(source.row()), images, source.metadata())
                .flatMap(List::stream)
                .distinct()
                .toList(),
            findings,
            uid);
    checkCount(layers, instances.size());
    return new Series(
        uid,
        number(layers),
        modality,
        layers.text(Tag.SERIES_DESCRIPTION),
        layers.moment(Tag.SERIES_DATE, Tag.SERIES_TIME, offsetOfStudy),
        layers.text(Tag.BODY_PART_EXAMINED),
        layers.codes(Tag.ANATOMIC_REGION_SEQUENCE).stream().findFirst(),
        laterality(layers, instances),
        equipment(layers),
        images.isEmpty() ? Geometry.NONE : GeometryReader.read(images.get(0), findings, uid),
        instances.size(),
        instances,
        derived);
  }

  private List<Dataset> images() {
    return source.metadata().stream()
        .filter(d -> DerivedKind.ofSopClass(d.text(Tag.SOP_CLASS_UID).orElse("")).isEmpty())
        .filter(d -> DerivedKind.ofModality(d.text(Tag.MODALITY).orElse("")).isEmpty())
        .toList();
  }

  private List<Instance> instances(String seriesUid) {
    return source.instances().stream()
        .map(row -> instance(row, seriesUid))
        .sorted(
            Comparator.comparingInt((Instance i) -> i.number().orElse(Integer.MAX_VALUE))
                .thenComparing(Instance::uid))
        .toList();
  }

  private Instance instance(Dataset row, String seriesUid) {
    var uid = row.text(Tag.SOP_INSTANCE_UID).orElse("");
    if (!Uid.isValid(uid)) {
      findings.add(LinkerIssue.INSTANCE_UID_INVALID, seriesUid, null, Tag.SOP_INSTANCE_UID);
    }
    var number = new Layers(List.of(row), findings, seriesUid).integer(Tag.INSTANCE_NUMBER);
    return new Instance(
        uid, row.text(Tag.SOP_CLASS_UID).orElse(""), number, row.text(Tag.IMAGE_LATERALITY));
  }

  private List<DerivedObject> derived(String seriesUid) {
    return source.metadata().stream()
        .map(d -> DerivedObjectReader.read(d, new SeriesKey(studyUid, seriesUid), findings))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(DerivedObject::uid))
        .toList();
  }

  /** The modality of the images where a series holds images and derived objects together. */
  private String modality(String uid, List<Instance> instances) {
    var stated = source.row().text(Tag.MODALITY).orElse("");
    var kinds = instances.stream().map(Instance::derivedKind).distinct().toList();
    boolean mixed = kinds.size() > 1 && kinds.contains(Optional.<DerivedKind>empty());
    if (mixed) {
      findings.add(LinkerIssue.SERIES_MIXED, uid, null, Tag.MODALITY);
    }
    var fromImages =
        mixed
            ? images().stream().flatMap(d -> d.text(Tag.MODALITY).stream()).findFirst()
            : Optional.<String>empty();
    var modality =
        fromImages
            .or(() -> Optional.of(stated).filter(m -> !m.isEmpty()))
            .or(
                () ->
                    source.metadata().stream()
                        .flatMap(d -> d.text(Tag.MODALITY).stream())
                        .findFirst())
            .or(
                () ->
                    kinds.stream().flatMap(Optional::stream).findFirst().map(DerivedKind::modality))
            .orElse("");
    if (modality.isEmpty()) {
      findings.add(LinkerIssue.SERIES_MODALITY_MISSING, uid, null, Tag.MODALITY);
    } else if (!MODALITIES.contains(modality)) {
      findings.add(LinkerIssue.SERIES_MODALITY_UNKNOWN, uid, null, Tag.MODALITY);
    }
    return modality;
  }

  private void checkCount(Layers layers, int listed) {
    var counted = layers.integer(Tag.SERIES_INSTANCE_COUNT);
    if (counted.isPresent() && counted.getAsInt() != listed) {
      layers.add(LinkerIssue.SERIES_COUNT_DIFFERS, Tag.SERIES_INSTANCE_COUNT);
    }
  }

  /** FHIR wants 0 to 2147483647; DICOM allows negative numbers. */
  private static OptionalInt number(Layers layers) {
    var number = layers.integer(Tag.SERIES_NUMBER);
    if (number.isPresent() && number.getAsInt() < 0) {
      layers.add(LinkerIssue.NUMBER_RANGE, Tag.SERIES_NUMBER);
      return OptionalInt.empty();
    }
    return number;
  }

  /** The laterality of the series, else that on which all its images agree. */
  private static Optional<String> laterality(Layers layers, List<Instance> instances) {
    var ofImages = instances.stream().map(Instance::laterality).distinct().toList();
    return layers
        .raw(Tag.LATERALITY)
        .or(() -> ofImages.size() == 1 ? ofImages.get(0) : Optional.empty())
        .or(() -> ofImages.isEmpty() ? layers.raw(Tag.IMAGE_LATERALITY) : Optional.empty())
        .map(text -> text.toUpperCase(Locale.ROOT))
        .filter(Set.of("L", "R", "B", "U")::contains);
  }

  private static Equipment equipment(Layers layers) {
    return new Equipment(
        layers.text(Tag.MANUFACTURER),
        layers.text(Tag.MODEL_NAME),
        layers.text(Tag.DEVICE_SERIAL_NUMBER),
        layers.text(Tag.DEVICE_UID),
        layers.text(Tag.INSTITUTION_NAME));
  }
}
