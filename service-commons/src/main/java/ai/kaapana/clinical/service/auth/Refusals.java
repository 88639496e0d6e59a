package ai.kaapana.clinical.service.auth;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Answers what is refused at the door, and tells those who keep a record. */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final ProblemWriter problems;
  private final List<RefusedAtTheDoor> listeners;

  Refusals(ProblemWriter problems, List<RefusedAtTheDoor> listeners) {
    this.problems = problems;
    this.listeners = List.copyOf(listeners);
  }

  void refuse(
      HttpServletRequest request, HttpServletResponse response, IssueCode code, HttpStatus status)
      throws IOException {
    if (status == HttpStatus.UNAUTHORIZED || status == HttpStatus.FORBIDDEN) {
      Caller caller = Callers.find().orElse(null);
      listeners.forEach(listener -> tell(listener, request, caller, status));
    }
    problems.write(request, response, code, status, null);
  }

  private static void tell(
      RefusedAtTheDoor listener,
      HttpServletRequest request,
      @Nullable Caller caller,
      HttpStatus status) {
    try {
      listener.refused(request, caller, status);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("event", "refusal_not_recorded").log("refusal not recorded", e);
    }
  }
}
