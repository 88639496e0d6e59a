package ai.kaapana.clinical.linker.api;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.state.QuarantineEntry;
import java.time.Instant;
import java.util.Arrays;

/** An entry of the quarantine with the sentences that belong to its code. */
record QuarantineView(
    long id,
    String studyUid,
    String code,
    String message,
    String hint,
    Instant firstAt,
    Instant lastAt,
    int attempts) {

  static QuarantineView of(QuarantineEntry entry) {
    var issue =
        Arrays.stream(LinkerIssue.values())
            .filter(code -> code.code().equals(entry.code()))
            .findFirst();
    return new QuarantineView(
        entry.id(),
        entry.studyUid(),
        entry.code(),
        issue.map(LinkerIssue::message).orElse(""),
        issue.map(LinkerIssue::hint).orElse(""),
        entry.firstAt(),
        entry.lastAt(),
        entry.attempts());
  }
}
