package ai.kaapana.clinical.linker.model;

/**
 * A series within its study. Real archives hold one SeriesInstanceUID in several studies, so the
 * series' own UID is not enough.
 */
public record SeriesKey(String studyUid, String seriesUid) implements Comparable<SeriesKey> {

  @Override
  public int compareTo(SeriesKey other) {
    int byStudy = studyUid.compareTo(other.studyUid);
    return byStudy != 0 ? byStudy : seriesUid.compareTo(other.seriesUid);
  }
}
