package ai.kaapana.clinical.linker.dicomweb;

import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.Tag;
import ai.kaapana.clinical.linker.model.Uid;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries a PACS by QIDO-RS and reads metadata by WADO-RS.
 *
 * <p>Written for what real servers do: each query parameter occurs once (dicom-web-filter keeps
 * only the last), attributes are asked for by name (Orthanc's {@code all} lacks some), no match may
 * be 204 or an empty array, and limit, offset and order may be ignored.
 *
 * <p>Source: DICOM PS3.18 sections 8.3, 10.4 and 10.6.
 */
public final class DicomWebClient implements AutoCloseable {

  /** dcm4chee takes at most five digits. */
  private static final int MAX_OFFSET = 99_999;

  private static final String STUDY_FIELDS =
      fields(
          Tag.STUDY_DATE,
          Tag.STUDY_TIME,
          Tag.ACCESSION_NUMBER,
          Tag.ISSUER_OF_ACCESSION_NUMBER,
          Tag.MODALITIES_IN_STUDY,
          Tag.TIMEZONE_OFFSET,
          Tag.STUDY_DESCRIPTION,
          Tag.PROCEDURE_CODE_SEQUENCE,
          Tag.PATIENT_NAME,
          Tag.PATIENT_ID,
          Tag.ISSUER_OF_PATIENT_ID,
          Tag.ISSUER_QUALIFIERS,
          Tag.PATIENT_BIRTH_DATE,
          Tag.PATIENT_SEX,
          Tag.IDENTITY_REMOVED,
          Tag.STUDY_ID,
          Tag.STUDY_SERIES_COUNT,
          Tag.STUDY_INSTANCE_COUNT);
  private static final String SERIES_FIELDS =
      fields(
          Tag.PATIENT_ID,
          Tag.MODALITY,
          Tag.SERIES_DATE,
          Tag.SERIES_TIME,
          Tag.SERIES_DESCRIPTION,
          Tag.SERIES_NUMBER,
          Tag.SERIES_INSTANCE_COUNT,
          Tag.BODY_PART_EXAMINED,
          Tag.LATERALITY,
          Tag.MANUFACTURER,
          Tag.MODEL_NAME,
          Tag.INSTITUTION_NAME,
          Tag.TIMEZONE_OFFSET,
          Tag.REQUEST_ATTRIBUTES_SEQUENCE);
  private static final String INSTANCE_FIELDS =
      fields(Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID, Tag.INSTANCE_NUMBER, Tag.IMAGE_LATERALITY);

  private final PacsConnection connection;
  private final PacsRequests requests;

  public DicomWebClient(PacsConnection connection, InstantSource clock, RandomGenerator random) {
    this.connection = connection;
    this.requests = new PacsRequests(connection, clock, random);
  }

  /**
   * Hands every row of the study list to {@code each}; a study that pages repeat comes once, except
   * where its rows name different patients.
   *
   * @throws PacsException when the list cannot be read to its end
   */
  public void studies(Consumer<Dataset> each) {
    var patientsByStudy = new HashMap<String, Set<String>>();
    pages(
        "/studies?orderby=StudyInstanceUID&includefield=" + STUDY_FIELDS,
        row -> isNew(row, patientsByStudy),
        each,
        false);
  }

  /** Returns the rows of one study: none when it is gone, several when it is filed twice. */
  public List<Dataset> study(String studyUid) {
    return requests
        .get("/studies?StudyInstanceUID=" + checked(studyUid) + "&includefield=" + STUDY_FIELDS)
        .stream()
        // A server that ignores the parameter answers with all studies.
        .filter(row -> row.text(Tag.STUDY_INSTANCE_UID).filter(studyUid::equals).isPresent())
        .toList();
  }

  /** Returns the rows of all series of a study. */
  public List<Dataset> series(String studyUid) {
    return all(
        "/studies/" + checked(studyUid) + "/series?includefield=" + SERIES_FIELDS,
        Tag.SERIES_INSTANCE_UID);
  }

  /** Returns the rows of all instances of a series. */
  public List<Dataset> instances(String studyUid, String seriesUid) {
    return all(
        series(studyUid, seriesUid) + "/instances?includefield=" + INSTANCE_FIELDS,
        Tag.SOP_INSTANCE_UID);
  }

  /** Returns the metadata of one instance: none when it is gone. */
  public List<Dataset> metadata(String studyUid, String seriesUid, String instanceUid) {
    return requests
        .get(series(studyUid, seriesUid) + "/instances/" + checked(instanceUid) + "/metadata")
        .stream()
        .filter(d -> d.text(Tag.SOP_INSTANCE_UID).filter(instanceUid::equals).isPresent())
        .toList();
  }

  @Override
  public void close() {
    requests.close();
  }

  private List<Dataset> all(String path, int key) {
    var rows = new ArrayList<Dataset>();
    var seen = new HashSet<String>();
    var nameless = new ArrayList<Dataset>();
    pages(
        path,
        row -> {
          var uid = row.text(key);
          if (uid.isEmpty()) {
            // Cannot be told apart from a repetition, but must not vanish: the reader reports it.
            return nameless.isEmpty() && nameless.add(row);
          }
          return seen.add(uid.get());
        },
        rows::add,
        true);
    return List.copyOf(rows);
  }

  /**
   * Reads pages until one is empty or brings nothing new. A short page does not end the list of
   * studies: archives drop rejected studies from a page after they have counted it. It ends the
   * lists within a study, whose counts are compared.
   */
  private void pages(
      String path, Predicate<Dataset> isNew, Consumer<Dataset> each, boolean shortPageEnds) {
    int offset = 0;
    while (true) {
      if (offset > MAX_OFFSET) {
        throw new PacsException(PacsException.Kind.TOO_MANY);
      }
      var page = requests.get(path + "&limit=" + connection.pageSize() + "&offset=" + offset);
      var fresh = page.stream().filter(isNew).toList();
      fresh.forEach(each);
      boolean unlimited = page.size() > connection.pageSize();
      boolean ended = shortPageEnds && page.size() < connection.pageSize();
      if (fresh.isEmpty() || unlimited || ended) {
        return;
      }
      offset += page.size();
    }
  }

  private static boolean isNew(Dataset row, Map<String, Set<String>> patientsByStudy) {
    var uid = row.text(Tag.STUDY_INSTANCE_UID).orElse("");
    return patientsByStudy
        .computeIfAbsent(uid, u -> new HashSet<>(2))
        .add(row.text(Tag.PATIENT_ID).orElse(""));
  }

  private static String series(String studyUid, String seriesUid) {
    return "/studies/" + checked(studyUid) + "/series/" + checked(seriesUid);
  }

  /** Only a UID may become part of an address. */
  private static String checked(String uid) {
    if (!Uid.isValid(uid)) {
      throw new IllegalArgumentException("Not a UID");
    }
    return uid;
  }

  private static String fields(int... tags) {
    return IntStream.of(tags)
        .mapToObj(tag -> String.format(Locale.ROOT, "%08X", tag))
        .collect(Collectors.joining(","));
  }
}
