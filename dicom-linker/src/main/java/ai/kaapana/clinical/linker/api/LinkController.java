package ai.kaapana.clinical.linker.api;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.link.LinkJob;
import ai.kaapana.clinical.linker.link.LinkRequest;
import ai.kaapana.clinical.linker.model.Uid;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.JobAnswers;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks for links; the work is done by jobs. */
@RestController
@RequestMapping("${clinical.http.api-path}")
class LinkController {

  private final Jobs jobs;
  private final JobAnswers answers;
  private final LinkerQueries queries;

  LinkController(Jobs jobs, JobAnswers answers, LinkerQueries queries) {
    this.jobs = jobs;
    this.answers = answers;
    this.queries = queries;
  }

  @PostMapping("/link")
  ResponseEntity<Job> link(@RequestBody(required = false) @Nullable LinkCommand body) {
    var command = body == null ? LinkCommand.DEFAULT : body;
    if (command.studyUid() != null) {
      return one(command.studyUid(), command.isForced(), command.isForced());
    }
    var kind = command.isForced() ? LinkJob.RELINK : LinkJob.LINK_ALL;
    return all(kind, command.isForced());
  }

  @PostMapping("/relink")
  ResponseEntity<Job> relink(@RequestBody(required = false) @Nullable LinkCommand body) {
    return body == null || body.studyUid() == null
        ? all(LinkJob.RELINK, true)
        : one(body.studyUid(), true, false);
  }

  @PostMapping("/quarantine/{id}/replay")
  ResponseEntity<Job> replay(@PathVariable long id) {
    var entry =
        queries
            .quarantined(id)
            .orElseThrow(
                () -> new ProblemException(LinkerIssue.QUARANTINE_NOT_FOUND, HttpStatus.NOT_FOUND));
    if (!Uid.isValid(entry.studyUid())) {
      // Such a study can only be found by listing the PACS again.
      return all(LinkJob.LINK_ALL, false);
    }
    return one(entry.studyUid(), true, false);
  }

  private ResponseEntity<Job> all(String kind, boolean force) {
    return submit(kind, new LinkRequest(null, force, false), kind);
  }

  private ResponseEntity<Job> one(String studyUid, boolean force, boolean approvePatient) {
    if (!Uid.isValid(studyUid)) {
      throw new ProblemException(
          LinkerIssue.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "studyUid is no UID");
    }
    var request = new LinkRequest(studyUid, force, approvePatient);
    return submit(LinkJob.LINK_STUDY, request, studyUid + " " + force + " " + approvePatient);
  }

  private ResponseEntity<Job> submit(String kind, LinkRequest request, String key) {
    return answers.accepted(jobs.submit(kind, request, Callers.current().name(), key));
  }
}
