package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.importer.csv.CsvOptions;
import ai.kaapana.clinical.importer.csv.CsvSource;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.MappingReader;
import ai.kaapana.clinical.importer.mapping.language.ParsedMapping;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRow;
import ai.kaapana.clinical.importer.table.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Maps a whole table in memory: reader, layout, subjects and mapper, without a database. */
public final class TableRun {
  /** A day after all dates of the tests. */
  public static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  private final TableMapping mapping;
  private final Map<String, List<SourceRow>> rows = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, MappedPatient> patients = new TreeMap<>();
  private long unreadable;

  private TableRun(TableMapping mapping) {
    this.mapping = mapping;
  }

  /** Reads a mapping that must be valid. */
  public static TableMapping mapping(String document) {
    return switch (new MappingReader(ConceptLibrary.load()).read(document)) {
      case ParsedMapping.Valid(var valid) -> valid;
      case ParsedMapping.Invalid(var problems) ->
          throw new AssertionError("mapping is invalid: " + problems);
    };
  }

  /** A mapping that ships with the service. */
  public static TableMapping shippedMapping(String name) {
    try (var stream = TableRun.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
      return mapping(
          new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Maps a table given as text. */
  public static TableRun ofCsv(String mapping, String csv) {
    return ofCsv(mapping(mapping), csv);
  }

  /** Maps a table given as text. */
  public static TableRun ofCsv(TableMapping mapping, String csv) {
    try {
      var file = Files.createTempFile("table", ".csv");
      try {
        Files.writeString(file, csv);
        return of(mapping, new CsvSource(file, CsvOptions.AUTO, TableLimits.DEFAULT));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Maps the table in a file. */
  public static TableRun ofCsv(TableMapping mapping, Path file) {
    return of(mapping, new CsvSource(file, CsvOptions.AUTO, TableLimits.DEFAULT));
  }

  /** Maps a table. */
  public static TableRun of(TableMapping mapping, TableSource source) {
    var run = new TableRun(mapping);
    run.read(source);
    return run;
  }

  private void read(TableSource source) {
    var sink = new Sink();
    source.read(sink);
    var mapper = new PatientMapper(mapping, sink.layout, IdSpace.DEFAULT_PATIENT, TODAY);
    rows.forEach((patient, of) -> patients.put(patient, mapper.map(patient, of)));
    patients.values().forEach(patient -> findings.addAll(patient.findings()));
  }

  /** The patients by PatientID. */
  public Map<String, MappedPatient> patients() {
    return patients;
  }

  /** All resources of all patients. */
  public List<Resource> resources() {
    return patients.values().stream().flatMap(p -> p.resources().stream()).toList();
  }

  /** All Conditions. */
  public List<Condition> conditions() {
    return resources().stream()
        .filter(Condition.class::isInstance)
        .map(Condition.class::cast)
        .toList();
  }

  /** The Observations of a concept. */
  public List<Observation> observations(String concept) {
    return resources().stream()
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(o -> o.getCode().getCodingFirstRep().getCode().equals(concept))
        .toList();
  }

  /** Everything that was found, in the order of reading. */
  public List<Finding> findings() {
    return findings;
  }

  /** The findings of one kind in one column; an empty column stands for all. */
  public List<Finding> findings(ImportIssue issue, String column) {
    return findings.stream()
        .filter(finding -> finding.issue() == issue)
        .filter(finding -> column.isEmpty() || finding.column().equals(column))
        .toList();
  }

  /** Rows that could not be read or have no subject. */
  public long unreadable() {
    return unreadable;
  }

  /** The codes of all findings. */
  public Stream<String> codes() {
    return findings.stream().map(finding -> finding.issue().code());
  }

  /** Takes the rows of one table. */
  private final class Sink implements RowSink {
    private final SubjectReader subjects =
        new SubjectReader(mapping.subject(), mapping.source().missing());
    private TableHeader header;
    private Layout layout;

    @Override
    public void header(TableHeader newHeader) {
      header = newHeader;
      layout = Layout.of(mapping, header, findings);
    }

    @Override
    public void row(TableRow row) {
      var key =
          subjects.read(row.cells().get(header.indexOf(mapping.subject().column())), row.number());
      findings.addAll(key.findings());
      if (key.key().isEmpty()) {
        unreadable++;
        return;
      }
      rows.computeIfAbsent(key.key().get(), k -> new ArrayList<>())
          .add(new SourceRow(row.number(), layout.arrange(row, header)));
    }

    @Override
    public void rejected(Finding reason) {
      unreadable++;
      findings.add(reason);
    }

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }
  }
}
