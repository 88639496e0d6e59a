package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.spec.Anchor;
import ai.kaapana.clinical.server.analytics.spec.Pick;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the day from which the windows of a row count. */
final class Anchors {

  static final String DIAGNOSIS = "diagnosis";

  private final StoreIndex index;
  private final Conflicts conflicts;
  private final Anchor anchor;
  private final @Nullable String concept;

  /**
   * @param concept canonical name of the anchor's concept, if it is one
   */
  Anchors(StoreIndex index, Conflicts conflicts, Anchor anchor, @Nullable String concept) {
    this.index = index;
    this.conflicts = conflicts;
    this.anchor = anchor;
    this.concept = concept;
  }

  Optional<AnchorDay> of(Row row) {
    return switch (anchor) {
      case Anchor.Imaging() -> imaging(row);
      case Anchor.Diagnosis() -> fact(row, DIAGNOSIS, null);
      case Anchor.OfConcept(String name, Pick pick) ->
          fact(row, concept == null ? name : concept, pick);
    };
  }

  private static Optional<AnchorDay> imaging(Row row) {
    var study = row.study();
    return study == null || study.started() == null
        ? Optional.empty()
        : Optional.of(new AnchorDay(study.started(), study.axis()));
  }

  private Optional<AnchorDay> fact(Row row, String name, @Nullable Pick pick) {
    var dated =
        index.facts(name, row.patient().key()).stream()
            .filter(fact -> fact.when() != null)
            .sorted(Comparator.comparing(Anchors::when))
            .toList();
    if (dated.isEmpty()) {
      return Optional.empty();
    }
    var days = dated.stream().map(fact -> when(fact).day()).distinct().count();
    if (days > 1 && pick == null) {
      conflicts.add(
          AnalyticsCode.PICK_NEEDED,
          "anchor",
          List.of(days + " days of " + name),
          row.patient().key());
    }
    var chosen = pick == Pick.LAST ? dated.getLast() : dated.getFirst();
    return Optional.of(new AnchorDay(when(chosen), chosen.axis()));
  }

  private static Moment when(FactRecord fact) {
    return Objects.requireNonNull(fact.when(), "a dated fact");
  }
}
