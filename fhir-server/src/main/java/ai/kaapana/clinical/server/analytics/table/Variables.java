package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.model.SurvivalRecord;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.ImagingAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists every concept, feature set and imaging attribute that the store holds. */
public final class Variables {

  private final ConceptLibrary library;
  private final Units units = Units.shared();

  public Variables(ConceptLibrary library) {
    this.library = library;
  }

  /** The dictionary of a view that holds everything. */
  public VariablesResult compute(StoreView view) {
    return new VariablesResult(
        view.takenAt(),
        view.concepts().stream().flatMap(name -> concept(name, view.facts(name)).stream()).toList(),
        survival(view),
        featureSets(view),
        imaging(view));
  }

  private Optional<VariablesResult.Variable> concept(String name, List<FactRecord> facts) {
    return library
        .find(name)
        .filter(concept -> !facts.isEmpty())
        .map(
            concept -> {
              var summary = new Summary();
              facts.forEach(fact -> summary.add(fact.patient(), fact.value(), fact.when()));
              return summary.variable(
                  name, concept.column(), concept.display(), type(concept, facts));
            });
  }

  private static ColumnType type(Concept concept, List<FactRecord> facts) {
    return switch (concept.cell()) {
      case NUMBER, SURVIVAL -> ColumnType.NUMBER;
      case CODED, CODE -> ColumnType.CODE;
      case DATE -> ColumnType.DATE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case ANY -> ClinicalCells.ofStored(facts);
    };
  }

  private List<VariablesResult.Endpoint> survival(StoreView view) {
    var byEndpoint = new TreeMap<String, List<SurvivalRecord>>();
    view.survival().stream()
        .filter(record -> units.fits(record.unit(), "d"))
        .forEach(
            record ->
                byEndpoint
                    .computeIfAbsent(record.endpoint(), key -> new ArrayList<>())
                    .add(record));
    var result = new ArrayList<VariablesResult.Endpoint>();
    byEndpoint.forEach(
        (endpoint, records) -> {
          var days =
              records.stream()
                  .mapToDouble(record -> units.convert(record.time(), record.unit(), "d"))
                  .summaryStatistics();
          result.add(
              new VariablesResult.Endpoint(
                  endpoint,
                  records.stream().map(SurvivalRecord::patient).distinct().count(),
                  records.stream().filter(record -> Boolean.TRUE.equals(record.event())).count(),
                  days.getMin(),
                  days.getMax()));
        });
    return result;
  }

  private static List<VariablesResult.FeatureSetSummary> featureSets(StoreView view) {
    Map<ConfigurationRef, List<PanelRecord>> byConfiguration =
        new StoreIndex(view)
            .rois().stream()
                .flatMap(roi -> roi.panels().stream())
                .collect(Collectors.groupingBy(PanelRecord::configuration));
    return byConfiguration.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().hash()))
        .map(entry -> featureSet(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static VariablesResult.FeatureSetSummary featureSet(
      ConfigurationRef configuration, List<PanelRecord> panels) {
    var summaries = new LinkedHashMap<String, Summary>();
    var all = new Summary();
    for (var panel : panels) {
      all.add(panel.patient(), panel.when());
      for (var feature : panel.features().kept()) {
        var summary = summaries.computeIfAbsent(feature, key -> new Summary());
        if (panel.has(feature)) {
          var value = new Value.Quantity(panel.value(feature), panel.features().unit(feature));
          summary.add(panel.patient(), value, panel.when());
        }
      }
    }
    var features = new ArrayList<VariablesResult.Variable>();
    summaries.forEach(
        (name, summary) -> features.add(summary.variable(name, name, name, ColumnType.NUMBER)));
    return new VariablesResult.FeatureSetSummary(
        configuration.hash(),
        configuration.name(),
        configuration.completeness(),
        all.patients(),
        panels.size(),
        panels.stream().filter(panel -> panel.features().stored().isEmpty()).count(),
        all.dates(),
        features);
  }

  private static List<VariablesResult.Variable> imaging(StoreView view) {
    return Stream.of(ImagingAttribute.values())
        .map(attribute -> imaging(attribute, view))
        .filter(variable -> variable.values() > 0)
        .toList();
  }

  private static VariablesResult.Variable imaging(ImagingAttribute attribute, StoreView view) {
    var summary = new Summary();
    for (var study : view.studies()) {
      for (var series : study.series()) {
        var value = series.isImage() ? ImagingCells.value(attribute, series) : null;
        if (value != null) {
          summary.add(study.patient(), value, study.started());
        }
      }
    }
    var name = attribute.column();
    var type = attribute.isNumber() ? ColumnType.NUMBER : ColumnType.TEXT;
    return summary.variable(name, name, name.replace('_', ' '), type);
  }
}
