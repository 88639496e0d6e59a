package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What can be asked about files and their results, and what can be ordered about them. */
public final class Ingests {

  private static final int MOST = 1_000;

  private final IngestTable ingests;
  private final UnitTable units;
  private final Jobs jobs;

  Ingests(Passes.Tables tables, Jobs jobs) {
    this.ingests = tables.ingests();
    this.units = tables.units();
    this.jobs = jobs;
  }

  /** A file with its three balances. */
  public record Account(
      Ingest ingest, UnitBalance units, ResourceBalance resources, ValueBalance values) {}

  /** The newest files. */
  public List<Ingest> list(int limit) {
    return ingests.list(Math.min(limit, MOST));
  }

  /** A file and what became of it so far. */
  public Optional<Account> account(UUID id) {
    return ingests
        .find(id)
        .map(
            ingest ->
                new Account(ingest, ingests.units(id), ingests.resources(id), ingests.values(id)));
  }

  /** Every result of a file, in the order of its rows. */
  public void each(UUID id, Consumer<Unit> consumer) {
    units.each(id, consumer);
  }

  /** Results that wait for something, the longest waiting first. */
  public List<Unit> waiting(int limit) {
    return units.waiting(Math.min(limit, MOST));
  }

  /** Results that only a person can decide about. */
  public List<Unit> quarantine(int limit) {
    return units.inState(Unit.State.QUARANTINED, Math.min(limit, MOST));
  }

  /** Tries a result in quarantine again, or gives empty if there is none of that id. */
  public Optional<Job> replay(UUID unit, String user) {
    return units
        .find(unit)
        .filter(found -> found.state() == Unit.State.QUARANTINED)
        .map(
            found ->
                jobs.submit(ReplayJob.KIND, new ReplayJob.Parameters(unit), user, unit.toString()));
  }

  /** Brings in all kept files once more. */
  public Job reingest(boolean force, String user) {
    return jobs.submit(
        ReingestJob.KIND, new ReingestJob.Parameters(force), user, String.valueOf(force));
  }

  /** Looks at once whether images have left. */
  public Job withdraw(String user) {
    return jobs.submit(WithdrawJob.KIND, Map.of(), user, WithdrawJob.KIND);
  }
}
