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
import ai.kaapana.clinical.service.store.WriteUnit;
import java.time.Clock;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether segment and image series of each stored panel are still there, and withdraws those
 * whose are not; they then wait for them to come back.
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
    for (var part = fingerprints.linkedAfter(after, PANELS);
        !part.isEmpty();
        part = fingerprints.linkedAfter(after, PANELS)) {
      job.checkCancelled();
      after = part.getLast().panel();
      var gone = new GonePanels(mine).among(part.stream().map(Fingerprint::panel).toList());
      for (var result : mine.write(gone)) {
        resources = resources.plus(settled(result));
      }
      balance = balance.plus(counts(part.size(), gone));
      job.units(balance);
      job.resources(resources);
      job.advance(part.size());
    }
    return new JobOutcome.Done(null);
  }

  private ResourceBalance settled(UnitResult result) {
    if (result.state() == UnitResult.State.WRITTEN
        || result.state() == UnitResult.State.UNCHANGED) {
      transaction.executeWithoutResult(
          status -> {
            fingerprints.forget(result.key());
            units.withdraw(result.key(), clock.instant().plus(waits.first()));
          });
    }
    var updated = result.count(Effect.UPDATED);
    var unchanged = result.count(Effect.UNCHANGED);
    return new ResourceBalance((long) updated + unchanged, 0, updated, unchanged);
  }

  private static UnitBalance counts(int all, List<WriteUnit> gone) {
    return new UnitBalance(all, gone.size(), (long) all - gone.size(), 0, 0, 0);
  }
}
