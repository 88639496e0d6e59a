package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ai.kaapana.clinical.server.analytics.model.CodePoints;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.spec.CohortSpec;
import ai.kaapana.clinical.server.analytics.spec.Criterion;
import ai.kaapana.clinical.server.analytics.spec.RowLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the patients, studies and series that satisfy criteria, asked at level patient. */
public final class Cohorts {

  private final ConceptLibrary library;
  private final Units units = Units.shared();

  public Cohorts(ConceptLibrary library) {
    this.library = library;
  }

  /**
   * The cohort with what every criterion leaves of it.
   *
   * @throws RefusedException 422 with everything that is unknown or would have to be guessed
   */
  public CohortResult compute(CohortSpec spec, StoreView view) {
    var conflicts = new Conflicts();
    var index = new StoreIndex(view);
    var population = new Population(index, units, conflicts, spec.where(), spec.radiomics());
    population.resolve(new Names(library, view, conflicts));
    conflicts.refuseIfAny();
    population.criteria().checkUnits(spec.where());
    conflicts.refuseIfAny();
    // every criterion is counted on its own too, so ROIs of all patients count here
    var rois = population.rois(view.patients(), List.of());
    var remaining = new RowEnumerator(index).rows(RowLevel.PATIENT, view.patients(), rois);
    var all = remaining;
    var steps = new ArrayList<CohortResult.Step>();
    for (var criterion : spec.where()) {
      remaining = satisfying(population, criterion, remaining);
      var alone = satisfying(population, criterion, all).size();
      steps.add(new CohortResult.Step(alone, remaining.size()));
    }
    conflicts.refuseIfAny();
    return result(spec, index, all.size(), steps, remaining);
  }

  private static List<Row> satisfying(Population population, Criterion criterion, List<Row> rows) {
    return rows.stream()
        .filter(
            row ->
                switch (criterion) {
                  case Criterion.OfConcept concept ->
                      population.criteria().holds(concept, row.patient().key());
                  case Criterion.OfFeature feature ->
                      population.criteria().holds(feature, row.panels());
                })
        .toList();
  }

  private static CohortResult result(
      CohortSpec spec,
      StoreIndex index,
      long total,
      List<CohortResult.Step> steps,
      List<Row> rows) {
    var members =
        rows.stream()
            .map(Row::patient)
            .map(patient -> new CohortResult.Member(patient.patientId(), patient.key()))
            .toList();
    var studies =
        rows.stream()
            .flatMap(row -> index.studies(row.patient().key()).stream())
            .map(study -> study.uid())
            .sorted(CodePoints.ORDER)
            .toList();
    var series =
        rows.stream()
            .flatMap(row -> row.images().stream())
            .map(image -> new SeriesKey(image.study().uid(), image.series().uid()))
            .sorted(Comparator.comparing(SeriesKey::seriesUid, CodePoints.ORDER))
            .toList();
    return new CohortResult(
        total, steps, members, studies, series, index.view().takenAt(), spec.hash());
  }
}
