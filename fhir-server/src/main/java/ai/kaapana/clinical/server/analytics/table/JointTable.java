package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.spec.Anchor;
import ai.kaapana.clinical.server.analytics.spec.ClinicalColumn;
import ai.kaapana.clinical.server.analytics.spec.JointTableSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the joint table of clinical values, imaging and radiomics from one snapshot. */
public final class JointTable {

  private final ConceptLibrary library;
  private final Units units = Units.shared();
  private final ViewerLink viewer;

  /**
   * @param viewer how an address of the image viewer is made
   */
  public JointTable(ConceptLibrary library, ViewerLink viewer) {
    this.library = library;
    this.viewer = viewer;
  }

  /**
   * The whole table.
   *
   * @throws RefusedException 422 with everything that is unknown or would have to be guessed
   */
  public TableResult compute(JointTableSpec spec, StoreView view) {
    var conflicts = new Conflicts();
    var index = new StoreIndex(view);
    var names = new Names(library, view, conflicts);
    var population = new Population(index, units, conflicts, spec.where(), spec.radiomics());
    population.resolve(names);
    var concepts = concepts(spec, names);
    var anchors = new Anchors(index, conflicts, spec.anchor(), anchorConcept(spec, names));
    var endpoints = spec.survival().stream().filter(names::endpoint).toList();
    var features = population.features(spec.radiomics().features());
    conflicts.refuseIfAny();

    var patients = population.patients();
    var rois = population.rois(patients, features);
    var rows =
        new RowEnumerator(index)
            .rows(spec.rows(), patients, rois).stream().filter(population::holds).toList();
    conflicts.refuseIfAny();

    var columns = new ArrayList<>(KeyCells.columns(spec.rows(), rows));
    var clinical = new ClinicalCells(index, units, anchors, conflicts);
    concepts.forEach((asked, concept) -> columns.addAll(clinical.columns(asked, concept, rows)));
    columns.addAll(new FeatureCells(spec.radiomics().reduce(), conflicts).columns(features, rows));
    var imaging = new ImagingCells(anchors, conflicts);
    spec.imaging().forEach(asked -> columns.addAll(imaging.columns(asked, rows)));
    var survival = new SurvivalCells(index, units, conflicts);
    endpoints.forEach(endpoint -> columns.addAll(survival.columns(endpoint, rows)));
    if (spec.links()) {
      columns.add(viewer.column(rows));
    }
    refuseTwins(columns, conflicts);
    conflicts.refuseIfAny();
    return new TableResult(rows.size(), columns, view.takenAt(), spec.hash(), counts(view, rows));
  }

  private static Map<ClinicalColumn, Concept> concepts(JointTableSpec spec, Names names) {
    var result = new LinkedHashMap<ClinicalColumn, Concept>();
    for (var asked : spec.clinical()) {
      names.concept(asked.concept()).ifPresent(concept -> result.put(asked, concept));
    }
    return result;
  }

  private static @Nullable String anchorConcept(JointTableSpec spec, Names names) {
    return spec.anchor() instanceof Anchor.OfConcept anchor
        ? names.concept(anchor.concept()).map(Concept::name).orElse(null)
        : null;
  }

  private static void refuseTwins(List<Column> columns, Conflicts conflicts) {
    var seen = new HashSet<String>();
    for (var column : columns) {
      if (!seen.add(column.info().name())) {
        conflicts.add(
            Problem.of(
                AnalyticsCode.BAD_SPEC,
                "two columns would be called " + column.info().name(),
                List.of()));
      }
    }
  }

  private static Map<String, Long> counts(StoreView view, List<Row> rows) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("rows", (long) rows.size());
    counts.put("patients", rows.stream().map(row -> row.patient().key()).distinct().count());
    counts.put(
        "studies",
        rows.stream()
            .flatMap(row -> row.images().stream())
            .map(image -> image.study().uid())
            .distinct()
            .count());
    counts.put("rois", rows.stream().mapToLong(row -> row.rois().size()).sum());
    counts.put("panels", rows.stream().mapToLong(row -> row.panels().size()).sum());
    counts.put("storedPatients", (long) view.patients().size());
    counts.put("storedStudies", (long) view.studies().size());
    counts.put("storedPanels", (long) view.panels().size());
    counts.put("resourcesRead", view.resources());
    return counts;
  }
}
