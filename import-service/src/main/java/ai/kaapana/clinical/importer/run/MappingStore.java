package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.MappingReader;
import ai.kaapana.clinical.importer.mapping.language.ParsedMapping;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Reads, keeps and finds mappings. */
final class MappingStore {
  private static final int SHOWN = 30;
  private final MappingTable table;
  private final MappingReader reader;

  MappingStore(MappingTable table, MappingReader reader) {
    this.table = table;
    this.reader = reader;
  }

  /**
   * Reads a document.
   *
   * @throws ProblemException 422 {@code mapping/invalid} with every line that is wrong
   */
  TableMapping read(String document) {
    return switch (reader.read(document)) {
      case ParsedMapping.Valid(var mapping) -> mapping;
      case ParsedMapping.Invalid(var problems) ->
          throw new ProblemException(
              ImportIssue.MAPPING_INVALID,
              HttpStatus.UNPROCESSABLE_ENTITY,
              problems.stream()
                  .limit(SHOWN)
                  .map(Object::toString)
                  .collect(Collectors.joining("; ")));
    };
  }

  /** The mapping of an import, for its dataset. */
  TableMapping of(ImportRecord record) {
    return read(record.mappingText()).forDataset(record.dataset());
  }

  static String hash(TableMapping mapping) {
    return Canonical.hash(mapping.text());
  }

  void save(TableMapping mapping, String user) {
    table.save(mapping.name(), mapping.version(), hash(mapping), mapping.text(), user);
  }

  MappingTable.Stored get(String name) {
    return table
        .find(name)
        .orElseThrow(
            () -> new ProblemException(ImportIssue.MAPPING_NOT_FOUND, HttpStatus.NOT_FOUND));
  }

  List<MappingTable.Stored> list() {
    return table.list();
  }

  /** All stored mappings, read. */
  List<TableMapping> all() {
    return table.list().stream().map(stored -> read(stored.text())).toList();
  }
}
