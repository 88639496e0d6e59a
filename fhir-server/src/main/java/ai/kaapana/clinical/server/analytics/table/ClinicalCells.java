package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.CellType;
import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.ClinicalColumn;
import ai.kaapana.clinical.server.analytics.spec.Pick;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the columns of clinical values. */
final class ClinicalCells {

  private final StoreIndex index;
  private final Units units;
  private final Anchors anchors;
  private final Conflicts conflicts;

  ClinicalCells(StoreIndex index, Units units, Anchors anchors, Conflicts conflicts) {
    this.index = index;
    this.units = units;
    this.anchors = anchors;
    this.conflicts = conflicts;
  }

  /** One column, or two for a coded concept: the code and the text of the source. */
  List<Column> columns(ClinicalColumn asked, Concept concept, List<Row> rows) {
    var type = type(asked, concept);
    if (asked.pick() != null && asked.pick().needsNumbers() && type != ColumnType.NUMBER) {
      conflicts.add(badPick(asked));
      return List.of();
    }
    var unit = type == ColumnType.NUMBER ? unit(asked, concept) : null;
    var info =
        new ColumnInfo(concept.column(), type, unit, concept.name(), describe(asked, concept));
    var picker = new Picker(asked.pick(), asked.window());
    var picked = rows.stream().map(row -> pick(picker, concept, unit, row)).toList();
    if (type.isNumber()) {
      var cells = picked.stream().mapToDouble(ClinicalCells::number).toArray();
      return List.of(new Column.Numbers(info, cells));
    }
    if (type != ColumnType.CODE || concept.cell() == CellType.CODE) {
      return List.of(texts(info, picked.stream().map(ClinicalCells::text).toList()));
    }
    var text =
        new ColumnInfo(
            concept.column() + "_text",
            ColumnType.TEXT,
            null,
            concept.name(),
            "text of the source");
    return List.of(
        texts(info, picked.stream().map(ClinicalCells::code).toList()),
        texts(text, picked.stream().map(ClinicalCells::sourceText).toList()));
  }

  private static Column texts(ColumnInfo info, List<String> cells) {
    return new Column.Texts(info, cells.stream().map(c -> c.isEmpty() ? null : c).toList());
  }

  private Picked pick(Picker picker, Concept concept, @Nullable String unit, Row row) {
    var candidates =
        index.facts(concept.name(), row.patient().key()).stream()
            .map(fact -> new Candidate(inUnit(fact.value(), unit), fact.when(), fact.axis()))
            .toList();
    var picked = picker.pick(candidates, anchors.of(row));
    if (picked instanceof Picked.Refused(AnalyticsCode code, String competing)) {
      conflicts.add(code, concept.name(), List.of(competing), row.patient().key());
    }
    return picked;
  }

  private Value inUnit(Value value, @Nullable String unit) {
    return value instanceof Value.Quantity(double number, String from) && units.fits(from, unit)
        ? new Value.Quantity(units.convert(number, from, unit), unit)
        : value;
  }

  private ColumnType type(ClinicalColumn asked, Concept concept) {
    if (asked.pick() == Pick.COUNT) {
      return ColumnType.INTEGER;
    }
    return switch (concept.cell()) {
      case NUMBER -> ColumnType.NUMBER;
      case CODED, CODE -> ColumnType.CODE;
      case DATE -> ColumnType.DATE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case ANY -> ofStored(index.view().facts(concept.name()));
      case SURVIVAL -> throw new IllegalStateException("asked under survival");
    };
  }

  /** What the dataset has: codes if any value has one, numbers if all are, else texts. */
  static ColumnType ofStored(List<FactRecord> facts) {
    if (facts.stream().anyMatch(fact -> fact.value() instanceof Value.Coded)) {
      return ColumnType.CODE;
    }
    return facts.stream().allMatch(fact -> fact.value() instanceof Value.Quantity)
        ? ColumnType.NUMBER
        : ColumnType.TEXT;
  }

  /** The asked unit, else the only stored one. */
  private @Nullable String unit(ClinicalColumn asked, Concept concept) {
    var stored =
        index.view().facts(concept.name()).stream()
            .map(FactRecord::value)
            .filter(Value.Quantity.class::isInstance)
            .map(value -> Objects.requireNonNullElse(((Value.Quantity) value).unit(), ""))
            .distinct()
            .sorted()
            .toList();
    if (asked.unit() == null && stored.size() == 1) {
      return stored.getFirst().isEmpty() ? null : stored.getFirst();
    }
    for (var fact : index.view().facts(concept.name())) {
      if (fact.value() instanceof Value.Quantity(double number, String from)
          && (asked.unit() == null || !units.fits(from, asked.unit()))) {
        var name = from == null ? "no unit" : from;
        var subject = concept.name() + (asked.unit() == null ? "" : " in " + asked.unit());
        conflicts.add(AnalyticsCode.UNIT, subject, List.of("stored in " + name), fact.patient());
      }
    }
    return asked.unit() == null ? concept.unit() : asked.unit();
  }

  private static Problem badPick(ClinicalColumn asked) {
    var subject = asked.concept() + ": min, max and mean need numbers";
    return Problem.of(AnalyticsCode.BAD_SPEC, subject, List.of());
  }

  private static String describe(ClinicalColumn asked, Concept concept) {
    var text = new StringBuilder(concept.display());
    if (asked.pick() != null) {
      text.append(", ").append(asked.pick().name().toLowerCase(Locale.ROOT));
    }
    if (asked.window() != null) {
      text.append(", days ")
          .append(asked.window().from())
          .append(" to ")
          .append(asked.window().to());
    }
    return text.toString();
  }

  private static double number(Picked picked) {
    return switch (picked) {
      case Picked.Computed(double number) -> number;
      case Picked.One(Value.Quantity(double number, String unit)) -> number;
      default -> Double.NaN;
    };
  }

  private static String text(Picked picked) {
    return picked instanceof Picked.One(Value value) ? value.asText() : "";
  }

  private static String code(Picked picked) {
    return picked instanceof Picked.One(Value.Coded(String code, String text)) && code != null
        ? code
        : "";
  }

  private static String sourceText(Picked picked) {
    return switch (picked) {
      case Picked.One(Value.Coded(String code, String text)) -> text == null ? "" : text;
      case Picked.One(Value value) -> value.asText();
      default -> "";
    };
  }
}
