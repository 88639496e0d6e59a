package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The jobs of the service by REST. */
@RestController
@RequestMapping("${clinical.http.api-path:/api/v1}/jobs")
class JobController {

  private static final int MAX_LIMIT = 1_000;

  private final Jobs jobs;
  private final JobAnswers answers;

  JobController(Jobs jobs, JobAnswers answers) {
    this.jobs = jobs;
    this.answers = answers;
  }

  @GetMapping
  List<Job> list(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable JobState state,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "limit");
    }
    return jobs.list(kind, state, limit);
  }

  @GetMapping("/{id}")
  Job get(@PathVariable String id) {
    return jobs.get(id(id));
  }

  @PostMapping("/{id}/cancel")
  ResponseEntity<Job> cancel(@PathVariable String id) {
    return answers.accepted(jobs.cancel(id(id)));
  }

  @PostMapping("/{id}/resume")
  ResponseEntity<Job> resume(@PathVariable String id) {
    return answers.accepted(jobs.resume(id(id)));
  }

  /** What is not an id names no job, and is answered as any other job that is not there. */
  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonCode.JOB_UNKNOWN, HttpStatus.NOT_FOUND);
    }
  }
}
