package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.ingest.Unit.Note;
import ai.kaapana.clinical.radiomics.mapping.Target;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import ai.kaapana.clinical.radiomics.resolve.FhirImagingLookup;
import ai.kaapana.clinical.radiomics.resolve.Resolution;
import ai.kaapana.clinical.radiomics.resolve.TargetResolver;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement;
import ai.kaapana.clinical.service.store.FhirStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows what would become of the first rows of a file, without storing anything. */
public final class Preview {

  private final ResultReader reader;
  private final FeatureCatalogue catalogue;
  private final FhirStore store;
  private final String patientSystem;

  Preview(ResultReader reader, FeatureCatalogue catalogue, FhirStore store, String patientSystem) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.store = store;
    this.patientSystem = patientSystem;
  }

  /**
   * What was found.
   *
   * @param rows results in the file
   * @param values feature values in the file
   * @param inputColumns columns that are neither features nor diagnostics
   * @param configurations of the rows that are shown
   * @param states how many of the shown rows are in which state
   */
  public record Findings(
      long rows,
      long values,
      List<String> inputColumns,
      List<ConfigurationView> configurations,
      Map<String, Long> states,
      List<RowView> shown) {}

  /** A configuration of the extractor. */
  public record ConfigurationView(
      String hash, String version, String completeness, @Nullable String name) {}

  /**
   * A row and what would become of it.
   *
   * @param state resolved, unlinked, waiting, quarantined, rejected or skipped
   * @param target what the row says about its target
   */
  public record RowView(
      long row,
      String state,
      @Nullable String code,
      @Nullable String message,
      @Nullable String hint,
      TargetView target,
      int values,
      List<Note> rejected,
      List<Note> warnings) {}

  /** What a row says about its target. */
  public record TargetView(
      @Nullable String patient,
      @Nullable String study,
      @Nullable String series,
      @Nullable String seg,
      @Nullable Integer segment,
      @Nullable String roi) {

    static TargetView of(TargetStatement statement) {
      return new TargetView(
          statement.patientId(),
          statement.studyUid(),
          statement.seriesUid(),
          statement.segmentation(),
          statement.segmentNumber(),
          statement.label());
    }
  }

  /**
   * Looks at a file.
   *
   * @param limit how many rows are shown
   * @throws RefusedFileException if the file would be refused as a whole
   */
  public Findings of(Intake.Delivery delivery, int limit) throws RefusedFileException, IOException {
    var parameters = delivery.parameters();
    var setup = Setup.of(catalogue, parameters, delivery.parameterFile(), delivery.objectKey());
    var findings =
        new FileCheck(reader, setup.columns(), setup.configurations()).run(delivery.file());
    var rows = first(delivery.file(), limit);
    var statements = rows.stream().map(row -> setup.columns().read(row.inputs())).toList();
    var resolutions =
        new TargetResolver(
                new FhirImagingLookup(store.onBehalfOf(delivery.user())),
                patientSystem,
                parameters.dataset(),
                parameters.acceptUnlinked())
            .resolve(statements);
    var shown = new ArrayList<RowView>();
    var configurations = new TreeMap<String, ConfigurationView>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var configuration = setup.configurations().of(row).orElse(null);
      var verdict = findings.verdicts().get(row.row());
      shown.add(view(row, statements.get(i), resolutions.get(i), configuration, verdict));
      if (configuration != null) {
        configurations.put(
            configuration.hash(), view(configuration, parameters.configurationName()));
      }
    }
    return new Findings(
        findings.rows(),
        findings.values(),
        inputs(rows),
        List.copyOf(configurations.values()),
        states(shown),
        shown);
  }

  private List<RoiResult> first(ByteSource file, int limit) throws IOException {
    var rows = new ArrayList<RoiResult>();
    try (var in = file.open()) {
      reader.read(
          in,
          row -> {
            rows.add(row);
            return rows.size() < limit;
          });
    } catch (UnreadableResultException e) {
      throw new IllegalStateException("The file was readable a moment ago", e);
    }
    return rows;
  }

  private RowView view(
      RoiResult row,
      TargetStatement statement,
      Resolution resolution,
      @Nullable ExtractorConfiguration configuration,
      @Nullable Verdict verdict) {
    var state = state(resolution);
    IssueCode issue = issue(resolution);
    if (verdict != null) {
      state = verdict.rejected() ? "rejected" : "skipped";
      issue = verdict.issue();
    } else if (configuration == null) {
      state = "rejected";
      issue = RadiomicsIssue.CONFIGURATION_UNKNOWN;
    }
    var details =
        configuration == null ? Unit.Details.NONE : new Notes(catalogue).of(row, configuration);
    return new RowView(
        row.row(),
        state,
        issue == null ? null : issue.code(),
        issue == null ? null : issue.message(),
        issue == null ? null : issue.hint(),
        TargetView.of(statement),
        row.measurements().size(),
        details.rejected(),
        details.warnings());
  }

  private static String state(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found when found.target() instanceof Target.Linked -> "resolved";
      case Resolution.Found found -> "unlinked";
      case Resolution.Waiting waiting -> "waiting";
      case Resolution.Quarantined quarantined -> "quarantined";
      case Resolution.Rejected rejected -> "rejected";
    };
  }

  private static @Nullable IssueCode issue(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found when found.pending() != null -> found.pending();
      case Resolution.Found found -> found.warnings().stream().findFirst().orElse(null);
      case Resolution.Waiting waiting -> waiting.issue();
      case Resolution.Quarantined quarantined -> quarantined.issue();
      case Resolution.Rejected rejected -> rejected.issue();
    };
  }

  private static ConfigurationView view(
      ExtractorConfiguration configuration, @Nullable String name) {
    return new ConfigurationView(
        configuration.hash(),
        configuration.version(),
        configuration.completeness().code(),
        name == null ? configuration.derivedName() : name);
  }

  private static List<String> inputs(List<RoiResult> rows) {
    var names = new TreeSet<String>();
    rows.forEach(row -> names.addAll(row.inputs().keySet()));
    return List.copyOf(names);
  }

  private static Map<String, Long> states(List<RowView> rows) {
    var result = new TreeMap<String, Long>();
    rows.forEach(row -> result.merge(row.state(), 1L, Long::sum));
    return result;
  }
}
