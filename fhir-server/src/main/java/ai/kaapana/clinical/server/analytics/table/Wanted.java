package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.spec.Anchor;
import ai.kaapana.clinical.server.analytics.spec.ClinicalColumn;
import ai.kaapana.clinical.server.analytics.spec.CohortSpec;
import ai.kaapana.clinical.server.analytics.spec.Criterion;
import ai.kaapana.clinical.server.analytics.spec.FeaturePattern;
import ai.kaapana.clinical.server.analytics.spec.JointTableSpec;
import ai.kaapana.clinical.server.analytics.spec.Reduce;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what of a snapshot a request needs. */
public final class Wanted {

  private Wanted() {}

  /** What the joint table needs. */
  public static Selection by(JointTableSpec spec, ConceptLibrary library) {
    var concepts = new HashSet<String>();
    spec.clinical().stream().map(ClinicalColumn::concept).forEach(concepts::add);
    if (spec.anchor() instanceof Anchor.OfConcept anchor) {
      concepts.add(anchor.concept());
    }
    if (spec.anchor() instanceof Anchor.Diagnosis || spec.survival().contains(Names.OVERALL)) {
      concepts.add(Anchors.DIAGNOSIS);
    }
    var largest = spec.radiomics().reduce() == Reduce.LARGEST;
    return select(
        spec.radiomics().features(),
        largest ? new HashSet<>(FeatureCells.VOLUMES) : new HashSet<>(),
        concepts,
        spec.where(),
        library);
  }

  /** What a cohort needs. */
  public static Selection by(CohortSpec spec, ConceptLibrary library) {
    return select(List.of(), new HashSet<>(), new HashSet<>(), spec.where(), library);
  }

  private static Selection select(
      List<FeaturePattern> patterns,
      Set<String> features,
      Set<String> concepts,
      List<Criterion> where,
      ConceptLibrary library) {
    for (var criterion : where) {
      switch (criterion) {
        case Criterion.OfConcept concept -> concepts.add(concept.concept());
        case Criterion.OfFeature feature -> features.add(feature.feature());
      }
    }
    var canonical = new HashSet<String>();
    concepts.forEach(name -> library.find(name).map(Concept::name).ifPresent(canonical::add));
    return new Selection(
        feature ->
            features.contains(feature) || patterns.stream().anyMatch(p -> p.matches(feature)),
        canonical::contains);
  }
}
