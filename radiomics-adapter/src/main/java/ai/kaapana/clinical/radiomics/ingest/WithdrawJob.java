package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.ingest.FingerprintTable.Fingerprint;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ai.kaapana.clinical.service.store.UnitResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether segment and image series of each stored panel are still there, and withdraws those
 * whose are not; they then wait for them to come back. Those that stay are stored anew from their
 * files if their configuration was given another name since: to change them in place could undo
 * what an ingest writes at the same time.
 */
final class WithdrawJob implements JobHandler {

  static final String KIND = "withdraw";

  private static final int PANELS = 200;

  private final FingerprintTable fingerprints;
  private final UnitTable units;
  private final FhirStore store;
  private final TransactionTemplate transaction;
  private final Waits waits;
  private final Clock clock;

  WithdrawJob(
      FingerprintTable fingerprints,
      UnitTable units,
      FhirStore store,
      TransactionTemplate transaction,
      Waits waits,
      Clock clock) {
    this.fingerprints = fingerprints;
    this.units = units;
    this.store = store;
    this.transaction = transaction;
    this.waits = waits;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext job) {
    job.phase("withdraw", -1);
    var mine = store.onBehalfOf(job.createdBy());
    var balance = UnitBalance.NONE;
    var resources = ResourceBalance.NONE;
    var after = "";
    for (var part = fingerprints.after(after, PANELS);
        !part.isEmpty();
        part = fingerprints.after(after, PANELS)) {
      job.checkCancelled();
      after = part.getLast().panel();
      var panels = live(mine, part);
      var gone = new GonePanels(mine).among(panels);
      for (var result : mine.write(gone)) {
        settle(result);
        resources = resources.plus(balance(result));
      }
      gone.forEach(unit -> panels.removeIf(panel -> id(panel).equals(unit.key())));
      new RenamedPanels(mine).among(panels).forEach(panel -> units.again(panel, clock.instant()));
      balance = balance.plus(counts(part.size(), gone.size()));
      job.units(balance);
      job.resources(resources);
      job.advance(part.size());
    }
    return new JobOutcome.Done(null);
  }

  private static List<Observation> live(FhirStore store, List<Fingerprint> part) {
    var ids = part.stream().map(Fingerprint::panel).distinct().toList();
    return store.readAll(Observation.class, ids).values().stream()
        .filter(panel -> panel.getStatus() != ObservationStatus.ENTEREDINERROR)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String id(Observation panel) {
    return panel.getIdElement().getIdPart();
  }

  private void settle(UnitResult result) {
    if (result.state() == UnitResult.State.WRITTEN
        || result.state() == UnitResult.State.UNCHANGED) {
      transaction.executeWithoutResult(
          status -> {
            fingerprints.forget(result.key());
            units.withdraw(result.key(), clock.instant().plus(waits.first()));
          });
    }
  }

  private static ResourceBalance balance(UnitResult result) {
    var updated = result.count(Effect.UPDATED);
    var unchanged = result.count(Effect.UNCHANGED);
    return new ResourceBalance((long) updated + unchanged, 0, updated, unchanged);
  }

  private static UnitBalance counts(int all, int changed) {
    return new UnitBalance(all, changed, (long) all - changed, 0, 0, 0);
  }
}
