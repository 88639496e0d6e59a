package ai.kaapana.clinical.linker.api;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.state.EdgeRow;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.StateOverview;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is linked, what waits and why. */
@RestController
@RequestMapping("${clinical.http.api-path}")
class StateController {

  private static final int MAX_PAGE = 10_000;

  private final LinkerQueries queries;

  StateController(LinkerQueries queries) {
    this.queries = queries;
  }

  @GetMapping("/state")
  StateOverview state() {
    return queries.overview();
  }

  @GetMapping("/studies/{uid}")
  StudyView study(@PathVariable String uid) {
    return queries
        .study(uid)
        .map(state -> StudyView.of(state, queries))
        .orElseThrow(() -> new ProblemException(LinkerIssue.STUDY_NOT_FOUND, HttpStatus.NOT_FOUND));
  }

  @GetMapping("/edges")
  List<EdgeRow> edges(
      @RequestParam(required = false) @Nullable String studyUid,
      @RequestParam(required = false) @Nullable Boolean resolved,
      @RequestParam(defaultValue = "1000") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    checkPage(limit, offset);
    return queries.edges(studyUid, resolved, limit, offset);
  }

  @GetMapping("/quarantine")
  List<QuarantineView> quarantine(
      @RequestParam(defaultValue = "1000") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    checkPage(limit, offset);
    return queries.quarantine(limit, offset).stream().map(QuarantineView::of).toList();
  }

  private static void checkPage(int limit, int offset) {
    if (limit < 1 || limit > MAX_PAGE || offset < 0) {
      throw new ProblemException(
          LinkerIssue.REQUEST_INVALID,
          HttpStatus.BAD_REQUEST,
          "limit is 1 to " + MAX_PAGE + " and offset not negative");
    }
  }
}
