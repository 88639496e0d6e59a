package ai.kaapana.clinical.radiomics.api;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.api.Views.AccountView;
import ai.kaapana.clinical.radiomics.api.Views.IngestView;
import ai.kaapana.clinical.radiomics.api.Views.UnitView;
import ai.kaapana.clinical.radiomics.ingest.Ingests;
import ai.kaapana.clinical.radiomics.ingest.Intake;
import ai.kaapana.clinical.radiomics.ingest.Preview;
import ai.kaapana.clinical.radiomics.ingest.RefusedFileException;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.JobAnswers;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files and their results by REST. */
@RestController
@RequestMapping("${clinical.http.api-path}")
class IngestController {

  private static final int MOST_SHOWN = 1_000;

  private final Intake intake;
  private final Preview preview;
  private final Ingests ingests;
  private final Deliveries deliveries;
  private final Reports reports;
  private final JobAnswers answers;

  IngestController(
      Intake intake,
      Preview preview,
      Ingests ingests,
      Deliveries deliveries,
      Reports reports,
      JobAnswers answers) {
    this.intake = intake;
    this.preview = preview;
    this.ingests = ingests;
    this.deliveries = deliveries;
    this.reports = reports;
    this.answers = answers;
  }

  @PostMapping("/ingests")
  ResponseEntity<Job> ingest(HttpServletRequest request, @ModelAttribute IngestRequest said)
      throws IOException {
    try {
      return answers.accepted(intake.accept(deliveries.of(request, said)));
    } catch (RefusedFileException e) {
      throw refused(e);
    }
  }

  @PostMapping("/preview")
  Preview.Findings preview(
      HttpServletRequest request,
      @ModelAttribute IngestRequest said,
      @RequestParam(defaultValue = "50") int limit)
      throws IOException {
    try {
      return preview.of(deliveries.of(request, said), limit(limit));
    } catch (RefusedFileException e) {
      throw refused(e);
    }
  }

  @GetMapping("/ingests")
  List<IngestView> list(@RequestParam(defaultValue = "100") int limit) {
    return ingests.list(limit(limit)).stream().map(IngestView::of).toList();
  }

  @GetMapping("/ingests/{id}")
  AccountView ingest(@PathVariable String id) {
    return AccountView.of(account(id));
  }

  @GetMapping("/ingests/{id}/report.json")
  void json(@PathVariable String id, HttpServletResponse response) throws IOException {
    reports.json(account(id), response);
  }

  @GetMapping("/ingests/{id}/report.csv")
  void csv(@PathVariable String id, HttpServletResponse response) throws IOException {
    reports.csv(account(id), response);
  }

  @GetMapping("/waiting")
  List<UnitView> waiting(@RequestParam(defaultValue = "100") int limit) {
    return ingests.waiting(limit(limit)).stream().map(UnitView::of).toList();
  }

  @GetMapping("/quarantine")
  List<UnitView> quarantine(@RequestParam(defaultValue = "100") int limit) {
    return ingests.quarantine(limit(limit)).stream().map(UnitView::of).toList();
  }

  @PostMapping("/quarantine/{id}/replay")
  ResponseEntity<Job> replay(@PathVariable String id) {
    return answers.accepted(
        ingests.replay(id(id), Deliveries.user()).orElseThrow(IngestController::unknown));
  }

  /** What to do with all kept files. */
  record Reingest(boolean force) {}

  @PostMapping("/reingest")
  ResponseEntity<Job> reingest(@RequestBody Reingest how) {
    return answers.accepted(ingests.reingest(how.force(), Deliveries.user()));
  }

  @PostMapping("/withdraw")
  ResponseEntity<Job> withdraw() {
    return answers.accepted(ingests.withdraw(Deliveries.user()));
  }

  private Ingests.Account account(String id) {
    return ingests.account(id(id)).orElseThrow(IngestController::unknown);
  }

  private static int limit(int limit) {
    if (limit < 1 || limit > MOST_SHOWN) {
      throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "limit");
    }
    return limit;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(RadiomicsIssue.NOT_FOUND, HttpStatus.NOT_FOUND);
  }

  private static ProblemException refused(RefusedFileException e) {
    return new ProblemException(e.issue(), HttpStatus.UNPROCESSABLE_ENTITY, e.detail());
  }
}
