package ai.kaapana.clinical.linker.api;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.state.EdgeRow;
import ai.kaapana.clinical.linker.state.FindingRow;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.StudyState;
import ai.kaapana.clinical.linker.state.StudyStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the linker knows of one study.
 *
 * @param imagingStudy reference in the FHIR server
 * @param code why it waits or is in quarantine
 */
record StudyView(
    String studyUid,
    StudyStatus status,
    String imagingStudy,
    @Nullable Instant linkedAt,
    @Nullable String code,
    int attempts,
    @Nullable Instant nextTry,
    List<EdgeRow> edges,
    List<FindingRow> findings) {

  private static final int MAX_EDGES = 10_000;

  static StudyView of(StudyState state, LinkerQueries queries) {
    return new StudyView(
        state.studyUid(),
        state.status(),
        "ImagingStudy/" + ResourceIds.study(state.studyUid()),
        state.linkedAt().orElse(null),
        state.lastError().orElse(null),
        state.attempts(),
        state.nextTry().orElse(null),
        queries.edges(state.studyUid(), null, MAX_EDGES, 0),
        queries.findings(state.studyUid()));
  }
}
