package ai.kaapana.clinical.importer.page.importing;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.store.Figures;
import ai.kaapana.clinical.importer.run.ImportState;
import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import ai.kaapana.clinical.importer.run.Imports.Confirmation;
import ai.kaapana.clinical.importer.run.Imports.Upload;
import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.JobState;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/** From an uploaded table to its report. */
@PageController
@RequestMapping("/imports")
class ImportPageController {
  private static final int NEWEST = 50;
  private static final int WHOLE = 100;
  private final Imports imports;
  private final Jobs jobs;
  private final Clock clock;
  private final String api;

  ImportPageController(
      Imports imports,
      Jobs jobs,
      Clock clock,
      @Value("${clinical.http.api-path:/import/api/v1}") String api) {
    this.imports = imports;
    this.jobs = jobs;
    this.clock = clock;
    this.api = api;
  }

  /** An import in the list. */
  record Listed(ImportView view, String state, String size, String rows) {}

  @GetMapping
  String list(Model model) {
    model.addAttribute("mappings", imports.mappings());
    model.addAttribute("imports", imports.list(NEWEST).stream().map(this::listed).toList());
    return "imports";
  }

  private Listed listed(ImportView view) {
    boolean unfinished =
        view.state() == ImportState.COMMITTING || view.state() == ImportState.UNDOING;
    var job =
        unfinished ? Optional.ofNullable(view.job()).flatMap(jobs::find) : Optional.<Job>empty();
    var state = job.filter(j -> j.state().isFinal()).isPresent() ? word(job) : word(view);
    return new Listed(view, state, Figures.bytes(view.file().size()), rows(view));
  }

  private static String rows(ImportView view) {
    return view.preview() == null ? "" : view.preview().path("rows").path("in").asText();
  }

  @PostMapping
  String upload(
      @RequestPart("file") MultipartFile file,
      @RequestPart(value = "mapping", required = false) @Nullable MultipartFile mapping,
      @RequestParam(value = "mappingName", defaultValue = "") String mappingName,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file.isEmpty()) {
      return refused("Choose a table first.", "", response, model);
    }
    var given =
        mapping == null || mapping.isEmpty()
            ? Optional.<String>empty()
            : Optional.of(new String(mapping.getBytes(), StandardCharsets.UTF_8));
    var name =
        given.isPresent()
            ? Optional.<String>empty()
            : Optional.of(mappingName).filter(n -> !n.isBlank());
    try (var content = file.getInputStream()) {
      var fileName = Objects.requireNonNullElse(file.getOriginalFilename(), "table");
      var upload = new Upload(content, fileName, given, name, Optional.empty(), Optional.empty());
      return "redirect:/imports/" + imports.create(upload, Callers.current().name()).id();
    } catch (ProblemException e) {
      var detail = e.detail().isEmpty() ? e.code().hint() : e.detail() + ". " + e.code().hint();
      return refused(e.code().message(), detail, response, model);
    }
  }

  private String refused(String message, String detail, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("refused", message);
    model.addAttribute("refusedDetail", detail);
    return list(model);
  }

  @GetMapping("/{id}")
  String show(@PathVariable String id, Model model) {
    fill(imports.get(id), model);
    return "import";
  }

  private void fill(ImportView view, Model model) {
    model.addAttribute("view", view);
    model.addAttribute("size", Figures.bytes(view.file().size()));
    if (view.preview() != null) {
      model.addAttribute("preview", PreviewPage.of(view.preview(), imports.columns(view.id())));
    }
    if (view.units() != null) {
      model.addAttribute("units", PreviewPage.all(view.units()));
    }
    if (view.resources() != null) {
      model.addAttribute("resources", PreviewPage.all(view.resources()));
    }
    model.addAttribute("report", api + "/imports/" + view.id() + "/report");
    progress(view, model);
  }

  /** How far a run is; asked for again and again while it runs. */
  @GetMapping("/{id}/progress")
  String progress(@PathVariable String id, HttpServletResponse response, Model model) {
    var view = imports.get(id);
    progress(view, model);
    model.addAttribute("view", view);
    if (!Boolean.TRUE.equals(model.getAttribute("running"))) {
      // The whole page is another one now.
      response.setHeader("HX-Refresh", "true");
    }
    return "import :: progress";
  }

  private void progress(ImportView view, Model model) {
    var job = Optional.ofNullable(view.job()).flatMap(jobs::find);
    boolean unfinished =
        view.state() == ImportState.COMMITTING || view.state() == ImportState.UNDOING;
    boolean running = unfinished && job.filter(j -> !j.state().isFinal()).isPresent();
    boolean ended = unfinished && !running;
    model.addAttribute("running", running);
    model.addAttribute("ended", ended);
    model.addAttribute("state", ended ? word(job) : word(view));
    model.addAttribute("job", job.orElse(null));
    model.addAttribute("percent", job.map(ImportPageController::percent).orElse(0L));
    model.addAttribute("left", job.map(this::left).orElse(""));
    // why it waited says nothing of a run that somebody ended
    model.addAttribute(
        "problem", job.filter(j -> j.state() != JobState.CANCELLED).map(Job::problem).orElse(null));
  }

  private static String word(ImportView view) {
    return switch (view.state()) {
      case COMMITTING -> "importing";
      case UNDOING -> "taking back";
      default -> view.state().name().toLowerCase(Locale.ROOT);
    };
  }

  /** What became of a run that ended before its work was done. */
  private static String word(Optional<Job> job) {
    return job.filter(j -> j.state() == JobState.CANCELLED).isPresent() ? "cancelled" : "failed";
  }

  private String left(Job job) {
    var end = job.estimatedEnd();
    if (end == null) {
      return "";
    }
    long seconds = Math.max(1, Duration.between(clock.instant(), end).toSeconds());
    return seconds < 90 ? "about " + seconds + " s left" : "about " + seconds / 60 + " min left";
  }

  private static long percent(Job job) {
    var total = job.total();
    return total == null || total == 0 ? 0 : Math.min(WHOLE, WHOLE * job.done() / total);
  }

  @PostMapping("/{id}/preview")
  String again(@PathVariable String id) {
    imports.preview(id);
    return "redirect:/imports/" + id;
  }

  @PostMapping("/{id}/commit")
  String commit(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean confirmLowCoverage,
      @RequestParam(defaultValue = "false") boolean confirmRejected,
      HttpServletResponse response,
      Model model) {
    var confirmation = new Confirmation(false, confirmLowCoverage, confirmRejected);
    try {
      imports.commit(id, confirmation, Callers.current().name());
      return "redirect:/imports/" + id;
    } catch (ProblemException e) {
      if (e.code() != ImportIssue.LOW_COVERAGE && e.code() != ImportIssue.TOO_MANY_REJECTED) {
        throw e;
      }
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      model.addAttribute("asked", e.detail());
      boolean coverage = e.code() == ImportIssue.LOW_COVERAGE;
      model.addAttribute("confirmLowCoverage", confirmLowCoverage || coverage);
      model.addAttribute("confirmRejected", confirmRejected || !coverage);
      return show(id, model);
    }
  }

  /** Ends a run; a job that has ended by itself in between is shown as it ended. */
  @PostMapping("/{id}/cancel")
  String cancel(@PathVariable String id) {
    try {
      imports.cancel(id);
    } catch (ProblemException e) {
      if (e.code() != CommonCode.JOB_STATE) {
        throw e;
      }
    }
    return "redirect:/imports/" + id;
  }

  @PostMapping("/{id}/resume")
  String resume(@PathVariable String id) {
    imports.resume(id);
    return "redirect:/imports/" + id;
  }

  @PostMapping("/{id}/undo")
  String undo(@PathVariable String id) {
    imports.undo(id, Callers.current().name());
    return "redirect:/imports/" + id;
  }
}
