package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.config.HttpProperties;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Answers a request with the job that does its work. */
public final class JobAnswers {

  private final HttpProperties http;

  JobAnswers(HttpProperties http) {
    this.http = http;
  }

  /** 202 with the job, and its address with host and prefix of the request in {@code Location}. */
  public ResponseEntity<Job> accepted(Job job) {
    URI location =
        ServletUriComponentsBuilder.fromCurrentContextPath()
            .path(http.apiPath() + "/jobs/{id}")
            .build(job.id());
    return ResponseEntity.accepted().location(location).body(job);
  }
}
