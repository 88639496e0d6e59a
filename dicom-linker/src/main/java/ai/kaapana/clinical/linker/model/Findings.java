package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.fhir.issue.Issue;
import ai.kaapana.clinical.fhir.issue.Location;
import ai.kaapana.clinical.fhir.issue.Severity;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what was wrong with one study; the same issue at the same place counts once. */
public final class Findings {

  private final Set<Issue> issues = new LinkedHashSet<>();
  private final @Nullable String studyUid;

  public Findings(@Nullable String studyUid) {
    this.studyUid = studyUid;
  }

  /** Adds an issue of the study itself. */
  public void add(LinkerIssue code, int tag) {
    add(code, null, null, tag);
  }

  /** Adds an issue of a series or instance. */
  public void add(
      LinkerIssue code, @Nullable String seriesUid, @Nullable String instanceUid, int tag) {
    var name = tag == 0 ? null : String.format(Locale.ROOT, "%08X", tag);
    issues.add(Issue.of(code, new Location.Dicom(studyUid, seriesUid, instanceUid, name)));
  }

  /** Returns everything that was added, in that order. */
  public List<Issue> all() {
    return List.copyOf(issues);
  }

  /** Returns the first issue because of which the study cannot be linked. */
  public Optional<LinkerIssue> obstacle() {
    return issues.stream()
        .filter(issue -> issue.severity().compareTo(Severity.ERROR) >= 0)
        .map(issue -> (LinkerIssue) issue.code())
        .findFirst();
  }
}
