package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.mapping.RowOutcome;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ai.kaapana.clinical.service.store.UnitResult;

/**
 * The two balances of a run as far as it has come.
 *
 * @param units rows by what became of them
 * @param resources resources by what became of them
 */
record ImportRun(UnitBalance units, ResourceBalance resources) {

  static ImportRun start(ImportRecord record, Previewer.Unresolved unresolved) {
    long rejected = record.rowsUnreadable() + unresolved.ambiguous();
    long waiting = unresolved.waiting();
    return new ImportRun(
        new UnitBalance(rejected + waiting, 0, 0, 0, waiting, rejected), ResourceBalance.NONE);
  }

  /** A patient of whom nothing could be taken. */
  ImportRun rejected(MappedUnit unit) {
    long rows = unit.mapped().outcomes().size();
    return new ImportRun(units.plus(new UnitBalance(rows, 0, 0, 0, 0, rows)), resources);
  }

  /** A patient of whom the table says the same as the last time. */
  ImportRun skipped(MappedUnit unit) {
    long rejected = unit.rows(RowOutcome.REJECTED);
    long rows = unit.mapped().outcomes().size();
    long mapped = unit.resources();
    return new ImportRun(
        units.plus(new UnitBalance(rows, 0, 0, rows - rejected, 0, rejected)),
        resources.plus(new ResourceBalance(mapped, 0, 0, mapped)));
  }

  /** A patient who was handed to the store. */
  ImportRun written(MappedUnit unit, UnitResult result) {
    long rows = unit.mapped().outcomes().size();
    long rejected = unit.rows(RowOutcome.REJECTED);
    long skipped = unit.rows(RowOutcome.SKIPPED);
    long taken = rows - rejected - skipped;
    return switch (result.state()) {
      case WRITTEN -> with(new UnitBalance(rows, taken, 0, skipped, 0, rejected), balance(result));
      case UNCHANGED ->
          with(new UnitBalance(rows, 0, taken, skipped, 0, rejected), balance(result));
      case WAITING ->
          with(new UnitBalance(rows, 0, 0, skipped, taken, rejected), ResourceBalance.NONE);
      case REJECTED ->
          with(new UnitBalance(rows, 0, 0, skipped, 0, taken + rejected), ResourceBalance.NONE);
    };
  }

  private ImportRun with(UnitBalance moreUnits, ResourceBalance moreResources) {
    return new ImportRun(units.plus(moreUnits), resources.plus(moreResources));
  }

  private static ResourceBalance balance(UnitResult result) {
    long created = result.count(Effect.CREATED);
    long updated = result.count(Effect.UPDATED);
    long unchanged = result.count(Effect.UNCHANGED);
    return new ResourceBalance(created + updated + unchanged, created, updated, unchanged);
  }
}
