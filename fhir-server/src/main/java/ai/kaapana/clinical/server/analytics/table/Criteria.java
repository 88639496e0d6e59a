package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.CellType;
import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.NumberText;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.Condition;
import ai.kaapana.clinical.server.analytics.spec.Criterion;
import ai.kaapana.clinical.server.analytics.spec.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether a patient or a row satisfies an entry of {@code where}. */
final class Criteria {

  private final StoreIndex index;
  private final Units units;
  private final Conflicts conflicts;
  private final Map<String, Concept> concepts = new HashMap<>();

  Criteria(StoreIndex index, Units units, Conflicts conflicts) {
    this.index = index;
    this.units = units;
    this.conflicts = conflicts;
  }

  /** Checks names and comparisons; what is wrong is noted. */
  void resolve(List<Criterion> where, Names names, FeatureNames features) {
    for (var criterion : where) {
      switch (criterion) {
        case Criterion.OfFeature(String feature, Condition condition) -> {
          if (features.isKnown(feature) && hasText(condition)) {
            conflicts.add(bad(feature + " is a number: compare it with numbers"));
          }
        }
        case Criterion.OfConcept(String name, Condition condition) ->
            names.concept(name).ifPresent(concept -> resolve(name, concept, condition));
      }
    }
  }

  private void resolve(String name, Concept concept, Condition condition) {
    concepts.put(name, concept);
    var sortable = concept.cell() == CellType.NUMBER || concept.cell() == CellType.ANY;
    if (condition.isRange() && !sortable) {
      conflicts.add(bad(concept.name() + " is no number: use in or eq"));
    }
  }

  private static Problem bad(String subject) {
    return Problem.of(AnalyticsCode.BAD_SPEC, subject, List.of());
  }

  private static boolean hasText(Condition condition) {
    return Stream.concat(condition.in().stream(), Stream.ofNullable(condition.eq()))
        .anyMatch(Scalar.Text.class::isInstance);
  }

  /** Whether any of the patient's values satisfies it. */
  boolean holds(Criterion.OfConcept criterion, String patient) {
    var name = Objects.requireNonNull(concepts.get(criterion.concept()), "resolved").name();
    return index.facts(name, patient).stream()
        .anyMatch(fact -> holdsInUnit(criterion.condition(), fact.value()));
  }

  /** Whether the feature of any of the panels satisfies it. */
  boolean holds(Criterion.OfFeature criterion, List<PanelRecord> panels) {
    var feature = criterion.feature();
    return panels.stream()
        .filter(panel -> panel.has(feature))
        .anyMatch(
            panel ->
                holdsInUnit(
                    criterion.condition(),
                    new Value.Quantity(panel.value(feature), panel.features().unit(feature))));
  }

  /** Notes clinical values whose unit does not fit, before any of them decides. */
  void checkUnits(List<Criterion> where) {
    for (var criterion : where) {
      if (criterion instanceof Criterion.OfConcept(String name, Condition condition)) {
        var concept = Objects.requireNonNull(concepts.get(name), "resolved").name();
        var check = new UnitCheck(concept, condition);
        for (var fact : index.view().facts(concept)) {
          if (fact.value() instanceof Value.Quantity(double number, String unit)) {
            check.accept(unit, fact.patient());
          }
        }
      }
    }
  }

  /** Notes features whose unit does not fit, before any of them decides. */
  void checkUnits(List<Criterion> where, List<Roi> rois) {
    for (var criterion : where) {
      if (criterion instanceof Criterion.OfFeature(String feature, Condition condition)) {
        var check = new UnitCheck(feature, condition);
        rois.stream()
            .flatMap(roi -> roi.panels().stream())
            .filter(panel -> panel.has(feature))
            .forEach(panel -> check.accept(panel.features().unit(feature), panel.patient()));
      }
    }
  }

  /** Without a stated unit a bare number has no meaning once values are stored in two units. */
  private final class UnitCheck {

    private final String subject;
    private final Condition condition;
    private boolean started;
    private @Nullable String first;

    UnitCheck(String subject, Condition condition) {
      this.subject = subject;
      this.condition = condition;
    }

    void accept(@Nullable String unit, String patient) {
      if (!started) {
        first = unit;
        started = true;
      }
      var wanted = condition.unit();
      if (wanted == null ? !Objects.equals(unit, first) : !units.fits(unit, wanted)) {
        var asked = wanted == null ? subject : subject + " in " + wanted;
        var competing = new TreeSet<String>();
        competing.add("stored in " + name(unit));
        if (wanted == null) {
          competing.add("stored in " + name(first));
        }
        conflicts.add(AnalyticsCode.UNIT, asked, competing, patient);
      }
    }

    private static String name(@Nullable String unit) {
      return unit == null ? "no unit" : unit;
    }
  }

  private boolean holdsInUnit(Condition condition, Value value) {
    if (condition.unit() == null
        || !(value instanceof Value.Quantity(double number, String unit))) {
      return holds(condition, value);
    }
    return units.fits(unit, condition.unit())
        && holds(
            condition,
            new Value.Quantity(units.convert(number, unit, condition.unit()), condition.unit()));
  }

  private static boolean holds(Condition condition, Value value) {
    var range =
        !condition.isRange()
            || (value instanceof Value.Quantity quantity && condition.inRange(quantity.number()));
    return range
        && (condition.eq() == null || equal(condition.eq(), value))
        && (condition.in().isEmpty()
            || condition.in().stream().anyMatch(scalar -> equal(scalar, value)));
  }

  /** Numbers by value; codes by code, what could not be coded by its text. */
  private static boolean equal(Scalar scalar, Value value) {
    return switch (scalar) {
      case Scalar.Text(String text) -> text.equals(value.asText());
      case Scalar.Numeric(double number) ->
          value instanceof Value.Quantity quantity
              ? quantity.number() == number
              : NumberText.of(number).equals(value.asText());
    };
  }
}
