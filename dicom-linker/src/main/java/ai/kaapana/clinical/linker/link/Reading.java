package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.model.StudySource;

/** What came of asking the PACS for one study. */
sealed interface Reading {

  String studyUid();

  /** The fingerprint says that the study is linked as it is. */
  record Unchanged(String studyUid) implements Reading {}

  /** The study is in quarantine, and the PACS lists it as it did then. */
  record StillQuarantined(String studyUid) implements Reading {}

  /** Everything that the mapping needs. */
  record Read(String studyUid, String fingerprint, StudySource source) implements Reading {}

  /** The study was listed, but is gone or has no series. */
  record Empty(String studyUid, String fingerprint) implements Reading {}

  /** The PACS fails on this study alone. */
  record Failed(String studyUid, String fingerprint, LinkerIssue reason) implements Reading {}
}
