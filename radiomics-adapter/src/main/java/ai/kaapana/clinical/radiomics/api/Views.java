package ai.kaapana.clinical.radiomics.api;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.ingest.Ingest;
import ai.kaapana.clinical.radiomics.ingest.Ingests;
import ai.kaapana.clinical.radiomics.ingest.Unit;
import ai.kaapana.clinical.radiomics.ingest.Unit.Note;
import ai.kaapana.clinical.radiomics.ingest.ValueBalance;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON forms of what the adapter answers. */
final class Views {

  private Views() {}

  /** A file that was taken in. */
  record IngestView(
      UUID id,
      @Nullable UUID job,
      Ingest.State state,
      @Nullable String problem,
      String fileHash,
      @Nullable String objectKey,
      @Nullable String configurationName,
      @Nullable String dataset,
      boolean acceptUnlinked,
      String createdBy,
      Instant created,
      long rows,
      long values) {

    static IngestView of(Ingest ingest) {
      return new IngestView(
          ingest.id(),
          ingest.job(),
          ingest.state(),
          ingest.problem(),
          ingest.fileHash(),
          ingest.objectKey(),
          ingest.parameters().configurationName(),
          ingest.parameters().dataset(),
          ingest.parameters().acceptUnlinked(),
          ingest.createdBy(),
          ingest.created(),
          ingest.rows(),
          ingest.values());
    }
  }

  /** A file with its balances. */
  record AccountView(
      IngestView ingest, UnitBalance units, ResourceBalance resources, ValueBalance values) {

    static AccountView of(Ingests.Account account) {
      return new AccountView(
          IngestView.of(account.ingest()), account.units(), account.resources(), account.values());
    }
  }

  /** A result and where it stands. */
  record UnitView(
      UUID id,
      UUID ingest,
      long row,
      Unit.State state,
      Unit.Outcome outcome,
      @Nullable String code,
      @Nullable String message,
      @Nullable String hint,
      @Nullable String waitingFor,
      @Nullable String panel,
      int values,
      int valuesStored,
      List<Note> rejected,
      List<Note> warnings,
      int attempts,
      @Nullable Instant nextTry,
      Instant firstSeen,
      Instant lastSeen) {

    static UnitView of(Unit unit) {
      var issue = issue(unit.code());
      return new UnitView(
          unit.id(),
          unit.ingest(),
          unit.row(),
          unit.state(),
          unit.outcome(),
          unit.code(),
          issue.map(RadiomicsIssue::message).orElse(null),
          issue.map(RadiomicsIssue::hint).orElse(null),
          unit.waitingFor(),
          unit.panel(),
          unit.values(),
          unit.valuesStored(),
          unit.details().rejected(),
          unit.details().warnings(),
          unit.attempts(),
          unit.nextTry(),
          unit.firstSeen(),
          unit.lastSeen());
    }
  }

  static Optional<RadiomicsIssue> issue(@Nullable String code) {
    return Arrays.stream(RadiomicsIssue.values())
        .filter(issue -> issue.code().equals(code))
        .findFirst();
  }
}
