package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.CellType;
import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptForm;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.NearestNames;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows the concepts: those that the library names, and of the open families ({@code lab:}, {@code
 * local:}, {@code survival.}) those that the store holds.
 */
final class Names {

  /** Its survival can be computed from dates, so it can always be asked for. */
  static final String OVERALL = "overall";

  private static final String SURVIVAL = "survival.";

  private final ConceptLibrary library;
  private final StoreView view;
  private final Conflicts conflicts;

  Names(ConceptLibrary library, StoreView view, Conflicts conflicts) {
    this.library = library;
    this.view = view;
    this.conflicts = conflicts;
  }

  /** The concept of a name or alias; an unknown one is noted. */
  Optional<Concept> concept(String name) {
    var found = library.find(name).filter(this::isKnown);
    if (found.isEmpty()) {
      conflicts.add(
          Problem.of(AnalyticsCode.UNKNOWN_CONCEPT, name, NearestNames.to(name, conceptNames())));
    } else if (found.get().cell() == CellType.SURVIVAL) {
      conflicts.add(
          Problem.of(
              AnalyticsCode.BAD_SPEC,
              name + " is a survival time: ask for it under survival",
              List.of()));
      return Optional.empty();
    }
    return found;
  }

  /** Whether the endpoint can be asked for; an unknown one is noted. */
  boolean endpoint(String endpoint) {
    var stored = endpoints();
    if (stored.contains(endpoint) || endpoint.equals(OVERALL)) {
      return true;
    }
    stored.add(OVERALL);
    conflicts.add(
        Problem.of(
            AnalyticsCode.UNKNOWN_CONCEPT, SURVIVAL + endpoint, NearestNames.to(endpoint, stored)));
    return false;
  }

  private Set<String> endpoints() {
    var stored = new TreeSet<String>();
    view.survival().forEach(record -> stored.add(record.endpoint()));
    return stored;
  }

  private boolean isKnown(Concept concept) {
    return view.concepts().contains(concept.name())
        || library.concepts().contains(concept)
        || concept.form() == ConceptForm.SURVIVAL;
  }

  private List<String> conceptNames() {
    var names = new LinkedHashSet<String>();
    for (var concept : library.concepts()) {
      names.add(concept.name());
      names.addAll(concept.aliases());
    }
    names.addAll(view.concepts());
    return new ArrayList<>(names);
  }
}
