package ai.kaapana.clinical.importer.api;

import ai.kaapana.clinical.importer.run.Imports;
import ai.kaapana.clinical.importer.run.MappingView;
import ai.kaapana.clinical.service.auth.Callers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stored mappings by REST. */
@RestController
@RequestMapping("${clinical.http.api-path:/import/api/v1}/mappings")
class MappingController {
  private static final String YAML = "application/yaml";
  private final Imports imports;

  MappingController(Imports imports) {
    this.imports = imports;
  }

  @GetMapping
  List<MappingView> list() {
    return imports.mappings();
  }

  @GetMapping(value = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
  MappingView get(@PathVariable String name) {
    return imports.mapping(name);
  }

  @GetMapping(value = "/{name}", produces = YAML)
  byte[] document(@PathVariable String name) {
    return imports.mapping(name).text().getBytes(StandardCharsets.UTF_8);
  }

  @PutMapping(
      value = "/{name}",
      consumes = {
        YAML,
        "application/x-yaml",
        "text/yaml",
        MediaType.TEXT_PLAIN_VALUE,
        MediaType.APPLICATION_OCTET_STREAM_VALUE
      },
      produces = MediaType.APPLICATION_JSON_VALUE)
  MappingView store(@PathVariable String name, @RequestBody byte[] document) {
    var text = new String(document, StandardCharsets.UTF_8);
    return imports.storeMapping(name, text, Callers.current().name());
  }
}
