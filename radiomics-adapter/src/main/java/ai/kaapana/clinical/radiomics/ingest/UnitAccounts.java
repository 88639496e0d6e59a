package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.ingest.FingerprintTable.Fingerprint;
import ai.kaapana.clinical.radiomics.ingest.Unit.Details;
import ai.kaapana.clinical.radiomics.ingest.Unit.Note;
import ai.kaapana.clinical.radiomics.ingest.Unit.Outcome;
import ai.kaapana.clinical.radiomics.ingest.Unit.State;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.resolve.Resolution;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ai.kaapana.clinical.service.store.UnitResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what became of rows; knows what became of them before. */
final class UnitAccounts {

  private final Ingest ingest;
  private final Map<Long, Unit> before;
  private final Waits waits;
  private final Instant now;

  UnitAccounts(Ingest ingest, Map<Long, Unit> before, Waits waits, Instant now) {
    this.ingest = ingest;
    this.before = before;
    this.waits = waits;
    this.now = now;
  }

  /** What a row's account says apart from who it is. */
  private record Entry(
      State state,
      Outcome outcome,
      @Nullable String code,
      @Nullable String waitingFor,
      @Nullable String panel,
      int stored,
      Details details,
      int mapped,
      int created,
      int updated,
      boolean again) {}

  Unit decided(RoiResult row, State state, RadiomicsIssue issue) {
    var outcome = state == State.SKIPPED ? Outcome.SKIPPED : Outcome.REJECTED;
    var size = row.measurements().size();
    return unit(row.row(), null, size, closed(state, outcome, issue, Details.NONE));
  }

  Unit refused(Draft draft, State state, RadiomicsIssue issue) {
    return unit(draft, closed(state, Outcome.REJECTED, issue, draft.details()));
  }

  /** The store refused it; its own code stands among the remarks. */
  Unit rejectedByStore(Draft draft, String code) {
    var warnings = new ArrayList<Note>(draft.details().warnings());
    warnings.add(new Note("", code));
    var details = new Details(draft.details().rejected(), warnings);
    return unit(
        draft, closed(State.QUARANTINED, Outcome.REJECTED, RadiomicsIssue.WRITE_REJECTED, details));
  }

  private static Entry closed(State state, Outcome outcome, RadiomicsIssue issue, Details details) {
    return new Entry(state, outcome, issue.code(), null, null, 0, details, 0, 0, 0, false);
  }

  Unit waiting(Draft draft, RadiomicsIssue issue, String reference) {
    return unit(
        draft,
        new Entry(
            State.WAITING,
            Outcome.WAITING,
            issue.code(),
            reference.isEmpty() ? null : reference,
            null,
            0,
            draft.details(),
            0,
            0,
            0,
            true));
  }

  /** The store is known to hold it; its resources count as unchanged. */
  Unit skipped(Draft draft, Fingerprint print) {
    return unit(
        draft,
        new Entry(
            State.STORED,
            Outcome.SKIPPED,
            null,
            null,
            print.panel(),
            draft.numbers(),
            draft.details(),
            print.resources(),
            0,
            0,
            false));
  }

  /** The store has confirmed it. */
  Unit stored(Draft draft, Resolution.Found found, String panel, UnitResult result) {
    var created = result.count(Effect.CREATED);
    var updated = result.count(Effect.UPDATED);
    var unchanged = result.count(Effect.UNCHANGED);
    var outcome = result.state() == UnitResult.State.WRITTEN ? Outcome.ACCEPTED : Outcome.UNCHANGED;
    var entry =
        new Entry(
            State.STORED,
            outcome,
            found.pending() == null ? null : found.pending().code(),
            null,
            panel,
            draft.numbers(),
            with(draft.details(), found),
            created + updated + unchanged,
            created,
            updated,
            found.pending() != null);
    return unit(draft, repeated(draft, entry));
  }

  /** A retry of a result that is stored without image does not take away that it was stored. */
  private Entry repeated(Draft draft, Entry entry) {
    var earlier = before.get(draft.result().row());
    var keep =
        earlier != null
            && entry.again()
            && entry.outcome() == Outcome.UNCHANGED
            && earlier.outcome() == Outcome.ACCEPTED;
    return keep
        ? new Entry(
            entry.state(),
            earlier.outcome(),
            entry.code(),
            entry.waitingFor(),
            entry.panel(),
            entry.stored(),
            entry.details(),
            earlier.mapped(),
            earlier.created(),
            earlier.updated(),
            entry.again())
        : entry;
  }

  private static Details with(Details details, Resolution.Found found) {
    var warnings = new ArrayList<Note>(details.warnings());
    found.warnings().forEach(warning -> warnings.add(new Note("", warning.code())));
    return new Details(details.rejected(), warnings);
  }

  private Unit unit(Draft draft, Entry entry) {
    return unit(draft.result().row(), draft.key(), draft.values(), entry);
  }

  private Unit unit(long row, @Nullable String key, int values, Entry entry) {
    var earlier = before.get(row);
    var attempts = earlier == null ? 1 : earlier.attempts() + 1;
    return new Unit(
        earlier == null ? UUID.randomUUID() : earlier.id(),
        ingest.id(),
        row,
        key,
        entry.state(),
        entry.outcome(),
        entry.code(),
        entry.waitingFor(),
        entry.panel(),
        values,
        entry.stored(),
        entry.details(),
        entry.mapped(),
        entry.created(),
        entry.updated(),
        attempts,
        entry.again() ? now.plus(waits.after(attempts)) : null,
        earlier == null ? now : earlier.firstSeen(),
        now);
  }
}
