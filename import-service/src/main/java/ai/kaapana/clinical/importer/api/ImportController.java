package ai.kaapana.clinical.importer.api;

import ai.kaapana.clinical.importer.run.ImportView;
import ai.kaapana.clinical.importer.run.Imports;
import ai.kaapana.clinical.importer.run.Imports.Confirmation;
import ai.kaapana.clinical.importer.run.Imports.Upload;
import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.JobAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Imports by REST: upload, preview, commit, undo. */
@RestController
@RequestMapping("${clinical.http.api-path:/import/api/v1}/imports")
class ImportController {
  private static final int MOST = 1_000;
  private final Imports imports;
  private final JobAnswers answers;

  ImportController(Imports imports, JobAnswers answers) {
    this.imports = imports;
    this.answers = answers;
  }

  /** What a preview, a commit or a re-import is asked with; everything may be left out. */
  record Options(boolean force, boolean confirmLowCoverage, boolean confirmRejected) {
    Confirmation confirmation(boolean always) {
      return new Confirmation(force || always, confirmLowCoverage, confirmRejected);
    }

    static Options of(Options given) {
      return given == null ? new Options(false, false, false) : given;
    }
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ImportView> create(
      @RequestPart("file") MultipartFile file,
      @RequestPart(value = "mapping", required = false) MultipartFile mapping,
      @RequestParam(value = "mappingName", required = false) String mappingName,
      @RequestParam(value = "dataset", required = false) String dataset,
      @RequestParam(value = "sheet", required = false) String sheet)
      throws IOException {
    try (var content = file.getInputStream()) {
      var upload =
          new Upload(
              content,
              Objects.requireNonNullElse(file.getOriginalFilename(), "table"),
              text(mapping),
              given(mappingName),
              given(dataset),
              given(sheet));
      var created = imports.create(upload, Callers.current().name());
      var location =
          ServletUriComponentsBuilder.fromCurrentRequestUri().path("/{id}").build(created.id());
      return ResponseEntity.created(location).body(created);
    }
  }

  @GetMapping
  List<ImportView> list(@RequestParam(defaultValue = "100") int limit) {
    return imports.list(Math.clamp(limit, 1, MOST));
  }

  @GetMapping("/{id}")
  ImportView get(@PathVariable String id) {
    return imports.get(id);
  }

  @GetMapping("/{id}/preview")
  ImportView preview(@PathVariable String id) {
    return imports.preview(id);
  }

  @PostMapping("/{id}/preview")
  ImportView previewAnew(@PathVariable String id) {
    return imports.preview(id);
  }

  @PostMapping("/{id}/commit")
  ResponseEntity<Job> commit(
      @PathVariable String id, @RequestBody(required = false) Options options) {
    var confirmation = Options.of(options).confirmation(false);
    return answers.accepted(imports.commit(id, confirmation, Callers.current().name()));
  }

  @PostMapping("/{id}/reimport")
  ResponseEntity<Job> reimport(
      @PathVariable String id, @RequestBody(required = false) Options options) {
    var confirmation = Options.of(options).confirmation(true);
    return answers.accepted(imports.commit(id, confirmation, Callers.current().name()));
  }

  @PostMapping("/{id}/undo")
  ResponseEntity<Job> undo(@PathVariable String id) {
    return answers.accepted(imports.undo(id, Callers.current().name()));
  }

  private static Optional<String> text(MultipartFile part) throws IOException {
    return part == null || part.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(part.getBytes(), StandardCharsets.UTF_8));
  }

  private static Optional<String> given(String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
  }
}
