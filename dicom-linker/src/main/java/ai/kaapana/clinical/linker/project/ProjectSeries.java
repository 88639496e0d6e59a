package ai.kaapana.clinical.linker.project;

import ai.kaapana.clinical.linker.model.Uid;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The series that belong to the project, by their studies. What is not in here is not linked,
 * whatever the PACS shows.
 */
public final class ProjectSeries {

  /** One row of the list. */
  public record Row(String studyUid, String seriesUid) {}

  private final SortedMap<String, Set<String>> byStudy;

  private ProjectSeries(SortedMap<String, Set<String>> byStudy) {
    this.byStudy = byStudy;
  }

  /** Returns the series of rows; rows whose UIDs are none name nothing that could be linked. */
  public static ProjectSeries of(Collection<Row> rows) {
    var byStudy = new TreeMap<String, Set<String>>();
    for (var row : rows) {
      if (Uid.isValid(row.studyUid()) && Uid.isValid(row.seriesUid())) {
        byStudy.computeIfAbsent(row.studyUid(), study -> new TreeSet<>()).add(row.seriesUid());
      }
    }
    return new ProjectSeries(byStudy);
  }

  /** Returns the studies of which any series is listed. */
  public SortedSet<String> studies() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byStudy.keySet()));
  }

  /** Says whether a series of this study is listed: the same series under another study is not. */
  public boolean holds(String studyUid, String seriesUid) {
    return byStudy.getOrDefault(studyUid, Set.of()).contains(seriesUid);
  }

  /** Says whether any series of the study is listed. */
  public boolean holds(String studyUid) {
    return byStudy.containsKey(studyUid);
  }

  /** Shows no UID. */
  @Override
  public String toString() {
    return "ProjectSeries[" + byStudy.size() + " studies]";
  }
}
