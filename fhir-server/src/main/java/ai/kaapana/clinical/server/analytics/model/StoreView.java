package ai.kaapana.clinical.server.analytics.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One snapshot of the live store.
 *
 * <p>Everything deleted, inactive, entered in error or kept as a tombstone is already left out, and
 * so is what hangs on a patient that is not live.
 *
 * @param facts by canonical concept; only the concepts that were asked for
 * @param concepts every concept the store holds, asked for or not
 * @param lastContact by patient, the latest day on which anything clinical is known
 * @param resources how many resources were read
 */
public record StoreView(
    Instant takenAt,
    List<PatientRecord> patients,
    List<StudyRecord> studies,
    List<SegmentRecord> segments,
    List<PanelRecord> panels,
    Map<String, List<FactRecord>> facts,
    List<String> concepts,
    List<SurvivalRecord> survival,
    Map<String, FactRecord> lastContact,
    long resources) {

  /** The values of a concept, in a stable order. */
  public List<FactRecord> facts(String concept) {
    return facts.getOrDefault(concept, List.of());
  }
}
