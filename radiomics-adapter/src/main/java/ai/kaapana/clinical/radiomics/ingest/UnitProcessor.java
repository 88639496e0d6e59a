package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.ingest.FingerprintTable.Fingerprint;
import ai.kaapana.clinical.radiomics.ingest.Unit.State;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.resolve.FhirImagingLookup;
import ai.kaapana.clinical.radiomics.resolve.Resolution;
import ai.kaapana.clinical.radiomics.resolve.TargetResolver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings a number of rows of a file to their end: skipped by fingerprint, stored, waiting, in
 * quarantine or rejected. What it does is the same however often it is repeated.
 */
final class UnitProcessor {

  private final Notes notes;
  private final FingerprintTable fingerprints;
  private final UnitTable units;
  private final PanelWriter writer;
  private final String patientSystem;
  private final List<String> promoted;
  private final Clock clock;
  private final Waits waits;

  UnitProcessor(
      Notes notes,
      FingerprintTable fingerprints,
      UnitTable units,
      PanelWriter writer,
      Environment environment,
      Clock clock) {
    this.notes = notes;
    this.fingerprints = fingerprints;
    this.units = units;
    this.writer = writer;
    this.patientSystem = environment.patientSystem();
    this.promoted = environment.promoted();
    this.waits = environment.waits();
    this.clock = clock;
  }

  /** Settings that the processing depends on. */
  record Environment(String patientSystem, List<String> promoted, Waits waits) {}

  /** What is to be saved of some rows, in the same transaction as the checkpoint. */
  record Settled(List<Unit> units, List<Fingerprint> fingerprints, List<String> replaced) {}

  Settled process(Run run, List<RoiResult> rows) {
    var before = units.ofRows(run.ingest().id(), rows.stream().map(RoiResult::row).toList());
    var accounts = new UnitAccounts(run.ingest(), before, waits, clock.instant());
    var settled = new Settled(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var drafts = drafts(run, rows, accounts, settled);
    var open = withoutSettled(run, drafts, accounts, settled);
    var resolved = resolve(run, open, accounts, settled);
    writer.write(run, resolved, accounts, settled);
    return settled;
  }

  private List<Draft> drafts(
      Run run, List<RoiResult> rows, UnitAccounts accounts, Settled settled) {
    var drafts = new ArrayList<Draft>();
    for (var row : rows) {
      var verdict = run.findings().verdicts().get(row.row());
      var configuration = run.setup().configurations().of(row);
      if (verdict != null) {
        var state = verdict.rejected() ? State.REJECTED : State.SKIPPED;
        settled.units().add(accounts.decided(row, state, verdict.issue()));
      } else if (configuration.isEmpty()) {
        settled
            .units()
            .add(accounts.decided(row, State.REJECTED, RadiomicsIssue.CONFIGURATION_UNKNOWN));
      } else {
        drafts.add(
            Draft.of(
                row,
                run.setup().columns().read(row.inputs()),
                configuration.get(),
                run.shared().name(configuration.get()),
                run.ingest().parameters().dataset(),
                promoted,
                notes.of(row, configuration.get())));
      }
    }
    return drafts;
  }

  /**
   * Leaves out what the store is known to hold. A result without image is always looked at again.
   * In a forced run a row counts only if no later file brought the same unit.
   */
  private List<Draft> withoutSettled(
      Run run, List<Draft> drafts, UnitAccounts accounts, Settled settled) {
    var known = fingerprints.of(drafts.stream().map(Draft::key).collect(Collectors.toSet()));
    var open = new ArrayList<Draft>();
    for (var draft : drafts) {
      var print = known.get(draft.key());
      var same = print != null && print.linked() && print.content().equals(draft.content());
      var overtaken = print != null && run.force() && !print.ingest().equals(run.ingest().id());
      if (overtaken || (same && !run.force())) {
        settled.units().add(accounts.skipped(draft, print));
      } else {
        open.add(draft);
      }
    }
    return open;
  }

  private Map<Draft, Resolution.Found> resolve(
      Run run, List<Draft> drafts, UnitAccounts accounts, Settled settled) {
    var resolver =
        new TargetResolver(
            new FhirImagingLookup(run.store()),
            patientSystem,
            run.ingest().parameters().dataset(),
            run.ingest().parameters().acceptUnlinked());
    var resolutions = resolver.resolve(drafts.stream().map(Draft::statement).toList());
    var found = new LinkedHashMap<Draft, Resolution.Found>();
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      switch (resolutions.get(i)) {
        case Resolution.Found target -> found.put(draft, target);
        case Resolution.Waiting(var issue, var reference) ->
            settled.units().add(accounts.waiting(draft, issue, reference));
        case Resolution.Quarantined(var issue) ->
            settled.units().add(accounts.refused(draft, State.QUARANTINED, issue));
        case Resolution.Rejected(var issue) ->
            settled.units().add(accounts.refused(draft, State.REJECTED, issue));
      }
    }
    return found;
  }
}
