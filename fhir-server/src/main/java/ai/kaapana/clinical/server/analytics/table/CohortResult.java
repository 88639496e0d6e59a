package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import java.time.Instant;
import java.util.List;

/**
 * Who and what satisfies the criteria.
 *
 * @param total patients before any criterion
 * @param steps one entry per criterion, in the order of the request
 * @param members the patients
 * @param studies StudyInstanceUIDs of these patients
 * @param series their image series
 */
public record CohortResult(
    long total,
    List<Step> steps,
    List<Member> members,
    List<String> studies,
    List<SeriesKey> series,
    Instant snapshot,
    String specHash) {

  /**
   * What a criterion leaves.
   *
   * @param alone patients that satisfy it
   * @param remaining patients that satisfy it and all before it
   */
  public record Step(long alone, long remaining) {}

  /** A patient of the cohort by PatientID and by the id of the resource. */
  public record Member(String patientId, String key) {}

  public CohortResult {
    steps = List.copyOf(steps);
    members = List.copyOf(members);
    studies = List.copyOf(studies);
    series = List.copyOf(series);
  }
}
