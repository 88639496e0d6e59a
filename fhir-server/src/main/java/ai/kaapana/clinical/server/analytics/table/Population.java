package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.spec.Criterion;
import ai.kaapana.clinical.server.analytics.spec.FeaturePattern;
import ai.kaapana.clinical.server.analytics.spec.Radiomics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The patients, ROIs and panels that a request is about: what table and cohort have in common.
 *
 * <p>Each step ends with a refusal if it would have to guess, because the next one builds on it.
 */
final class Population {

  private final StoreIndex index;
  private final Conflicts conflicts;
  private final List<Criterion> where;
  private final Radiomics radiomics;
  private final Criteria criteria;
  private final ConfigurationChoice choice;
  private final Optional<String> configuration;
  private final FeatureNames featureNames;

  Population(
      StoreIndex index, Units units, Conflicts conflicts, List<Criterion> where, Radiomics asked) {
    this.index = index;
    this.conflicts = conflicts;
    this.where = where;
    this.radiomics = asked;
    criteria = new Criteria(index, units, conflicts);
    choice = new ConfigurationChoice(index.view().panels(), conflicts);
    configuration = choice.named(asked.configuration());
    featureNames = new FeatureNames(index.view().panels(), configuration, conflicts);
  }

  /** Notes unknown names of {@code where}. */
  void resolve(Names names) {
    criteria.resolve(where, names, featureNames);
  }

  /** The features of the patterns, in their order. */
  List<String> features(List<FeaturePattern> patterns) {
    return featureNames.expand(patterns);
  }

  Criteria criteria() {
    return criteria;
  }

  /** Patients whose clinical values satisfy all criteria about concepts. */
  List<PatientRecord> patients() {
    criteria.checkUnits(where);
    conflicts.refuseIfAny();
    return index.view().patients().stream()
        .filter(
            patient ->
                where.stream()
                    .allMatch(
                        criterion ->
                            !(criterion instanceof Criterion.OfConcept concept)
                                || criteria.holds(concept, patient.key())))
        .toList();
  }

  /** The ROIs of the patients that {@code roi} selects, each with the panels that count. */
  List<Roi> rois(List<PatientRecord> patients, List<String> columns) {
    var keys = patients.stream().map(PatientRecord::key).collect(Collectors.toSet());
    var ofPatients =
        index.rois().stream().filter(roi -> keys.contains(roi.patient().key())).toList();
    var selected = new RoiSelection(radiomics.roi(), conflicts).select(ofPatients);
    conflicts.refuseIfAny();
    var features = new LinkedHashSet<>(columns);
    where.stream()
        .filter(Criterion.OfFeature.class::isInstance)
        .map(criterion -> ((Criterion.OfFeature) criterion).feature())
        .forEach(features::add);
    if (configuration.isEmpty()) {
      choice.refuseSeveral(selected, features);
      conflicts.refuseIfAny();
    }
    var result =
        selected.stream()
            .map(roi -> roi.keeping(this::counts))
            // a panel without a link is all there is of its ROI
            .filter(roi -> roi.linked() || !roi.panels().isEmpty())
            .toList();
    criteria.checkUnits(where, result);
    conflicts.refuseIfAny();
    return result;
  }

  private boolean counts(PanelRecord panel) {
    return configuration.isEmpty() || configuration.get().equals(panel.configuration().hash());
  }

  /** Whether the row's own ROIs satisfy all criteria about features. */
  boolean holds(Row row) {
    return where.stream()
        .allMatch(
            criterion ->
                !(criterion instanceof Criterion.OfFeature feature)
                    || criteria.holds(feature, row.panels()));
  }
}
