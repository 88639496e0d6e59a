package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.state.StudyState;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.store.ResourceWrite;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two balances of a run: one outcome for each study, one effect for each resource, however
 * often it was touched.
 */
final class RunTally {

  /** What became of a study. */
  enum Outcome {
    ACCEPTED,
    UNCHANGED,
    SKIPPED,
    WAITING,
    REJECTED
  }

  private final Map<String, Outcome> studies = new HashMap<>();
  private final Map<String, Effect> resources = new HashMap<>();

  /** Resources of a study that was skipped by its fingerprint: they need not be named. */
  private final Map<String, Integer> skippedOwn = new HashMap<>();

  /** A later outcome replaces an earlier one, but a study once accepted stays accepted. */
  void study(String studyUid, Outcome outcome) {
    skippedOwn.remove(studyUid);
    studies.merge(
        studyUid,
        outcome,
        (before, now) ->
            before == Outcome.ACCEPTED && now == Outcome.UNCHANGED ? Outcome.ACCEPTED : now);
  }

  /** Counts the resources of a study's last link as unchanged. */
  void skipped(StudyState state, String patientReference) {
    study(state.studyUid(), Outcome.SKIPPED);
    skippedOwn.put(state.studyUid(), state.ownResources());
    state.shared().forEach(reference -> effect(reference, Effect.UNCHANGED));
    effect(patientReference, Effect.UNCHANGED);
  }

  void writes(List<ResourceWrite> writes) {
    writes.stream()
        .filter(write -> !write.isProvenance())
        .forEach(write -> effect(write.type() + "/" + write.id(), write.effect()));
  }

  UnitBalance units() {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    studies.values().forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
    return new UnitBalance(
        studies.size(),
        counts.getOrDefault(Outcome.ACCEPTED, 0L),
        counts.getOrDefault(Outcome.UNCHANGED, 0L),
        counts.getOrDefault(Outcome.SKIPPED, 0L),
        counts.getOrDefault(Outcome.WAITING, 0L),
        counts.getOrDefault(Outcome.REJECTED, 0L));
  }

  ResourceBalance resources() {
    long skipped = skippedOwn.values().stream().mapToLong(Integer::longValue).sum();
    var counts = new EnumMap<Effect, Long>(Effect.class);
    resources.values().forEach(effect -> counts.merge(effect, 1L, Long::sum));
    return new ResourceBalance(
        resources.size() + skipped,
        counts.getOrDefault(Effect.CREATED, 0L),
        counts.getOrDefault(Effect.UPDATED, 0L),
        counts.getOrDefault(Effect.UNCHANGED, 0L) + skipped);
  }

  /** What was created in this run stays created when the run touches it again. */
  private void effect(String reference, Effect effect) {
    resources.merge(reference, effect, (before, now) -> before.compareTo(now) <= 0 ? before : now);
  }
}
